//! The vocabulary of the texts: words of reports on human rights by their classes, the most used first, and names made from syllables.

use super::random::{Random, Zipf};

/// All words, each class with its distribution.
pub struct Words {
    nouns: Class,
    adjectives: Class,
    verbs: Class,
    infinitives: Class,
    adverbs: Class,
    places: Zipf,
}

/// Names of places that the texts of a portal share. Further ones belong to a single text.
const PLACES: usize = 12_000;

/// The words of one class in the order of their use.
struct Class {
    words: Vec<&'static str>,
    zipf: Zipf,
}

impl Class {
    fn new(words: &'static str, flat: u64) -> Class {
        let words: Vec<&str> = words.split_whitespace().collect();
        let zipf = Zipf::new(words.len(), flat);
        Class { words, zipf }
    }

    fn word(&self, random: &mut Random) -> &'static str {
        self.words[self.zipf.rank(random)]
    }
}

impl Words {
    /// The vocabulary.
    pub fn new() -> Words {
        Words {
            nouns: Class::new(NOUNS, 8),
            adjectives: Class::new(ADJECTIVES, 6),
            verbs: Class::new(VERBS, 6),
            infinitives: Class::new(INFINITIVES, 6),
            adverbs: Class::new(ADVERBS, 4),
            places: Zipf::new(PLACES, 40),
        }
    }

    /// A noun in the singular.
    pub fn noun(&self, random: &mut Random) -> &'static str {
        self.nouns.word(random)
    }

    /// Any noun, the rare ones as often as the common ones.
    pub fn any_noun(&self, random: &mut Random) -> &'static str {
        random.pick(&self.nouns.words)
    }

    /// An adjective.
    pub fn adjective(&self, random: &mut Random) -> &'static str {
        self.adjectives.word(random)
    }

    /// A transitive verb in the past.
    pub fn verb(&self, random: &mut Random) -> &'static str {
        self.verbs.word(random)
    }

    /// A transitive verb in the infinitive.
    pub fn infinitive(&self, random: &mut Random) -> &'static str {
        self.infinitives.word(random)
    }

    /// An adverb.
    pub fn adverb(&self, random: &mut Random) -> &'static str {
        self.adverbs.word(random)
    }

    /// The name of a place that other texts may name too.
    pub fn place(&self, random: &mut Random) -> String {
        name(self.places.rank(random))
    }

    /// The name of something that hardly another text names.
    pub fn own_name(random: &mut Random) -> String {
        name(PLACES + random.below(2_000_000))
    }
}

/// The plural of a noun.
pub fn plural(noun: &str) -> String {
    let consonant_y = noun.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| noun.ends_with(end));
    match noun {
        "person" => "persons".to_owned(),
        "child" => "children".to_owned(),
        "man" => "men".to_owned(),
        "woman" => "women".to_owned(),
        _ if consonant_y => format!("{}ies", &noun[..noun.len() - 1]),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// A text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The name with a number: two to four syllables.
fn name(number: usize) -> String {
    // Neighbours in rank are to have nothing in common.
    let mut left = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
    let mut name = String::new();
    for at in 0..2 + number % 3 {
        let syllables = if at % 2 == 0 { OPEN } else { CLOSED };
        name.push_str(syllables[left as usize % syllables.len()]);
        left /= syllables.len() as u64;
    }
    capital(&name)
}

const OPEN: &[&str] = &[
    "ba", "be", "bo", "cha", "da", "de", "do", "fa", "ga", "go", "ha", "jo", "ka", "ke", "ki", "ko", "la", "le", "li",
    "lo", "ma", "me", "mi", "mo", "na", "ne", "nu", "o", "pa", "pe", "po", "qui", "ra", "ri", "ro", "sa", "se", "si",
    "so", "ta", "te", "ti", "to", "u", "va", "ve", "wa", "ya", "ye", "za",
];

const CLOSED: &[&str] = &[
    "bar", "bel", "dan", "den", "dor", "fin", "gar", "gol", "han", "kan", "kor", "lan", "len", "lis", "lund", "mar",
    "men", "mir", "mond", "nal", "nam", "nor", "pur", "ran", "rel", "ren", "rin", "sal", "san", "sen", "shan", "tal",
    "tan", "ter", "tin", "ton", "val", "van", "vel", "ver", "vin", "ward", "wen", "yan", "zar",
];

const NOUNS: &str = "right State report Government person recommendation measure law country child woman programme case group community
    service policy plan institution authority court information system office member organisation support commission
    training ministry process access victim protection body committee action decision mechanism complaint region village
    region procedure official standard family health education worker school issue project year obligation level role
    violence need situation resource budget district participation budget strategy judge lawyer council review
    implementation consultation prison police citizen discrimination result progress act principle convention effort
    discussion framework expert language home land minority man remedy investigation dialogue partner campaign meeting
    centre unit society practice data indicator fund network step challenge visit agreement treaty detention safeguard
    housing water proposal study assessment survey register interview hearing document provision reform legislature
    parliament mandate ombudsman prosecutor officer staff teacher nurse doctor adviser team representative delegation
    article paragraph chapter constitution amendment bill draft text regulation guideline protocol code manual handbook
    module course workshop seminar session round table conference forum event exchange study-visit lesson method approach
    tool instrument model example pilot experience evidence fact finding conclusion observation concern gap obstacle
    barrier delay shortage lack risk threat harm loss damage injury death disappearance arrest trial sentence appeal
    verdict judgment ruling order warrant charge allegation testimony witness statement record file archive database
    website platform application form number rate share proportion average total amount cost price wage income pension
    allowance benefit grant loan subsidy contribution donor budget-line account audit inspection evaluation monitoring
    follow-up deadline schedule calendar timetable phase stage cycle quarter month week day night morning season harvest
    farm field forest river lake coast island mountain valley road bridge bus train vehicle telephone radio newspaper
    journalist broadcaster editor writer artist student pupil graduate youth adolescent infant parent mother father
    daughter son sister brother neighbour elder leader chief mayor governor senator deputy minister president monarch
    soldier guard inspector investigator mediator interpreter translator clerk secretary director manager chairperson
    volunteer activist defender advocate campaigner union association federation coalition alliance movement church
    mosque temple company factory mine plantation workshop-floor market shop hospital clinic ward pharmacy laboratory
    medicine vaccine disease disability wheelchair crutch impairment illness treatment therapy counselling rehabilitation
    recovery shelter refuge hotline helpline refugee migrant asylum-seeker returnee stateless-person nomad fisher herder
    farmer labourer miner driver vendor tenant landlord owner debtor creditor heir widow orphan veteran survivor suspect
    defendant convict prisoner detainee inmate cell yard gate fence wall door window kitchen toilet bed blanket meal diet
    nutrition hunger famine drought flood storm earthquake fire pollution waste sewage sanitation well pump pipe meter
    electricity fuel stove lamp tax fee fine bribe corruption transparency accountability integrity trust confidence
    dignity equality freedom liberty privacy identity nationality citizenship passport certificate birth marriage divorce
    custody adoption inheritance property title-deed cadastre map boundary border checkpoint airport port station
    settlement camp tent barrack slum suburb town city capital province county municipality ward-office household";

const ADJECTIVES: &str = "human national international public local civil social new regional legal economic free effective special
    general rural political independent different common annual judicial first further specific regular available relevant
    cultural administrative technical many several important vulnerable indigenous disabled young old older female poor
    remote urban federal provincial municipal central permanent temporary interim mobile written oral electronic digital
    open closed joint bilateral multilateral financial medical psychological educational environmental agricultural
    industrial commercial private non-governmental voluntary mandatory binding customary traditional religious ethnic
    linguistic racial sexual domestic foreign internal external internally-displaced unaccompanied pregnant elderly
    homeless landless stateless unemployed informal formal official unofficial confidential anonymous transparent
    accountable inclusive participatory representative democratic constitutional criminal penal disciplinary preventive
    corrective protective supportive practical theoretical comprehensive partial complete incomplete final preliminary
    initial early late recent current former previous subsequent next last long short brief detailed systematic
    occasional frequent rare serious minor major grave severe mild broad narrow wide limited extensive intensive adequate
    inadequate sufficient insufficient appropriate suitable accessible affordable acceptable adaptable safe unsafe secure
    insecure stable unstable fair unfair equal unequal just unjust lawful unlawful arbitrary discriminatory neutral
    impartial biased sensitive responsive proactive reactive quick slow prompt timely overdue pending outstanding
    remaining additional supplementary basic advanced professional qualified experienced trained untrained skilled
    unskilled literate illiterate bilingual multilingual visual audible tactile simple complex clear unclear plain
    precise vague accurate inaccurate reliable unreliable credible doubtful consistent inconsistent coherent fragmented
    coordinated parallel separate combined shared mutual common-law mixed diverse varied uniform standardised";

const VERBS: &str = "adopted supported received provided developed established made took held reported reviewed included considered
    recommended requested prepared submitted published trained organised strengthened improved followed described noted
    introduced created opened closed visited examined discussed consulted informed invited joined led coordinated
    monitored recorded documented collected analysed compared assessed evaluated measured tested revised amended repealed
    replaced extended renewed expanded reduced increased doubled halved limited restricted prohibited prevented punished
    investigated prosecuted tried convicted acquitted released detained arrested transferred returned registered
    recognised granted refused denied challenged appealed confirmed overturned upheld applied enforced implemented
    completed delayed postponed suspended resumed cancelled financed funded allocated spent audited inspected approved
    rejected endorsed signed ratified translated distributed explained presented showed revealed identified addressed
    answered raised solved settled mediated compensated restored rebuilt repaired maintained protected defended promoted
    encouraged enabled empowered assisted advised guided taught educated employed appointed elected nominated dismissed
    replenished equipped connected linked joined merged divided separated shared exchanged offered accepted welcomed
    regretted criticised questioned doubted feared expected planned scheduled announced broadcast printed posted mailed
    delivered carried brought sent moved placed located mapped surveyed counted listed classified archived stored";

const INFINITIVES: &str = "ensure support provide strengthen improve protect promote develop adopt establish implement review report
    monitor include make take prepare prevent address reduce increase consult inform train investigate guarantee recognise
    respect fulfil examine assess evaluate measure collect publish submit follow coordinate finance allocate extend amend
    repeal revise introduce create open visit record document analyse compare register grant apply enforce complete resume
    approve endorse ratify translate distribute explain present identify answer raise settle mediate compensate restore
    repair maintain defend encourage enable empower assist advise guide teach employ appoint equip connect link share
    exchange offer accept welcome question plan schedule announce deliver bring send move map survey count list classify";

const ADVERBS: &str =
    "also therefore however regularly jointly directly often then later already still mainly largely partly fully
    formally publicly locally nationally systematically gradually quickly slowly promptly effectively independently
    confidentially voluntarily separately together subsequently initially finally recently currently previously
    occasionally frequently rarely consistently carefully openly freely fairly equally adequately sufficiently clearly
    briefly thoroughly repeatedly successfully explicitly implicitly generally specifically particularly primarily";
