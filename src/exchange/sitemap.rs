//! Sitemaps, as sitemaps.org has them, with the other languages of each page.

use crate::view::Sitemap;

use super::xml::Xml;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// The pages of a sitemap, language by language.
pub(super) fn pages(sitemap: &Sitemap) -> Vec<u8> {
    let root = [NAMESPACE, ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")];
    let several = sitemap.languages.len() > 1;
    Xml::document("urlset", &root[..if several { 2 } else { 1 }], |xml| {
        for (_, folder) in &sitemap.languages {
            for page in &sitemap.pages {
                let address = |folder: &str| format!("{}{folder}{}", sitemap.base, page.path);
                xml.element("url", &[], |xml| {
                    xml.text("loc", &[], &address(folder))?;
                    if let Some(reviewed) = &page.reviewed {
                        xml.text("lastmod", &[], reviewed)?;
                    }
                    let default = sitemap.languages.iter().take(1).map(|(_, folder)| ("x-default", folder));
                    let all = sitemap.languages.iter().map(|(lang, folder)| (lang.as_str(), folder)).chain(default);
                    for (lang, folder) in all.filter(|_| several) {
                        let link = [("rel", "alternate"), ("hreflang", lang), ("href", &address(folder))];
                        xml.empty("xhtml:link", &link)?;
                    }
                    Ok(())
                })?;
            }
        }
        Ok(())
    })
}

/// A list of sitemaps.
pub(super) fn index(parts: &[String]) -> Vec<u8> {
    Xml::document("sitemapindex", &[NAMESPACE], |xml| {
        parts.iter().try_for_each(|part| xml.element("sitemap", &[], |xml| xml.text("loc", &[], part)))
    })
}
