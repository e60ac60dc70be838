//! Words that stand in nearly every text and tell nothing of any: articles, prepositions, forms of "to be", words of questions.
//!
//! They are left out of the index, but counted in positions, so that "freedom of expression" is still found as a phrase.

use std::collections::{BTreeMap, HashSet};

use crate::base::Lang;

use super::words::fold;

const EN: &str = "a about above after all also am an and any are as at be because been before being below between both but by can could did do does \
doing during each few for from further had has have having he her here hers him his how i if in into is it its itself just many me more most much my no nor not \
of number off on once only or other our ours out over own same she should so some such than that the their theirs them then there these they this those \
through to too under until up very was we were what when where which while who whom whose why will with would you your yours";

const ES: &str = "a al algo algunas algunos ante antes como con contra cual cuales cuando de del desde donde dos durante e el ella ellas ellos en entre era \
eran es esa esas ese eso esos esta estaba estan estas este esto estos fue fueron ha han hasta hay la las le les lo los mas me mi mientras muy no nos \
nosotros o os otra otras otro otros para pero por porque que quien quienes se sea sean segun ser si sido sin sobre son su sus tambien tanto te tiene \
tienen todo todos tu un una unas uno unos y ya";

const FR: &str = "a ai ainsi au aucun aucune aussi autre autres aux avec avoir c ce ceci cela celle celles celui ces cet cette ceux chaque comme comment d \
dans de des donc dont du elle elles en entre est et ete etre eu eux fait il ils j je l la le les leur leurs lors lui m ma mais me meme mes moi mon n ne \
nos notre nous on ont ou par pas pendant plus pour qu quand que quel quelle quelles quels qui s sa sans se sera ses si son sont sous sur t ta tandis te \
tes toi ton tous tout toute toutes tu un une vers vos votre vous y";

const RU: &str = "а без бы был была были было в вам вас ваш во вот все всего всех вы где да для до его ее ей ему если есть еще ж же за здесь и из или им их \
к как какая какие какой когда кого которая которое которые который кто ли либо между меня мне может можно мы на над нам нас наш не него нее ней нет ни \
них но о об однако он она они оно от по под после при про с со так также там те тем то того тоже той только том тот ту ты у уже хотя чего чей чем что \
чтобы чье чья эта эти этих это этого этой этом этот эту я";

const AR: &str = "في من الى على عن مع او ان انه انها هذا هذه ذلك تلك التي الذي الذين ما ماذا لم لا لن قد كان كانت يكون تكون هو هي هم هن كل بعض غير بين \
حتى اذا ثم كما لكن ليس عند منذ بعد قبل حيث اي ايضا فيها فيه منها منه له لها لهم به بها عليها عليه التى وفي ومن وعلى والى وعن كيف متى اين هل مثل دون ضد \
خلال حول عبر نحو لدى و";

const ZH: &str = "的 了 和 是 在 与 及 或 也 都 而 对 为 以 于 由 从 到 等 就 被 把 这 那 其 之 我 你 他 她 它 们 有 不 吗 呢 什么 哪些 如何 怎么 为什么 谁";

/// The words that languages leave out, without their accents.
#[derive(Debug, Default)]
pub struct Skipped(BTreeMap<&'static str, HashSet<String>>);

impl Skipped {
    /// The words of all languages that have such a list.
    pub fn new() -> Skipped {
        let folded = |(lang, words): &(&'static str, &str)| (*lang, words.split_whitespace().map(fold).collect());
        Skipped(LISTS.iter().map(folded).collect())
    }

    /// Those of a language; none where they are not known.
    pub(super) fn of(&self, lang: &Lang) -> Option<&HashSet<String>> {
        self.0.get(lang.as_str().split('-').next()?)
    }
}

const LISTS: &[(&str, &str)] = &[("ar", AR), ("en", EN), ("es", ES), ("fr", FR), ("ru", RU), ("zh", ZH)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_without_their_accents() {
        let skipped = Skipped::new();
        for (lang, word) in [("en", "which"), ("es-MX", "segun"), ("ru", "какои"), ("ar", "الي"), ("zh", "什么")]
        {
            assert!(skipped.of(&Lang::new(lang)).is_some_and(|words| words.contains(word)), "{lang}: {word}");
        }
        assert_eq!(skipped.of(&Lang::new("de")), None);
    }
}
