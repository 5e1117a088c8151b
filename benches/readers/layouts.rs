//! Pages as many systems lay them out, around a text and a date that are known.

use super::words::Random;

/// Makes the body of a page: of the paragraphs of its article and the line that shows its date.
pub(crate) type Layout = fn(&[String], &mut Random, &str) -> String;

pub(crate) fn paragraphs(texts: &[String]) -> String {
    texts.iter().map(|text| format!("<p>{}</p>\n", text.replace('“', "&ldquo;").replace('”', "&rdquo;"))).collect()
}

fn semantic(texts: &[String], random: &mut Random, date: &str) -> String {
    let (first, second) = texts.split_at(texts.len() / 2);
    format!(
        "<header><nav><ul>{}</ul></nav></header><main><article><h1>{}</h1><p class=byline>By Ann Gale, {date}</p>{}<figure><img><figcaption>{}</figcaption></figure><aside>{}</aside>{}</article></main><section><h2>More</h2>{}</section><footer><p>{}</p></footer>",
        random.links(9),
        random.sentence(5),
        paragraphs(first),
        random.sentence(12),
        random.links(4),
        paragraphs(second),
        random.teasers(6, "card"),
        random.sentence(15)
    )
}

fn divisions(texts: &[String], random: &mut Random, date: &str) -> String {
    let text: String = texts.iter().map(|text| format!("<div>{text}</div>")).collect();
    format!(
        "<div id=top>{}</div><div class=wrap><div class=c1><div class=d>{date}</div><div class=t>{text}</div></div><div class=c2>{}</div></div>",
        random.links(12),
        random.teasers(5, "box")
    )
}

fn tables(texts: &[String], random: &mut Random, date: &str) -> String {
    format!(
        "<table><tr><td>{}</td><td>{date}<br><br>{}</td><td>{}</td></tr></table>",
        random.links(8),
        texts.join("<br><br>\n"),
        random.teasers(2, "b")
    )
}

fn weblog(texts: &[String], random: &mut Random, date: &str) -> String {
    let comments: String = (0..9).map(|_| format!("<li class=comment><p>{}</p></li>", random.sentence(20))).collect();
    format!(
        "<div id=page class=\"site has-sidebar\"><article class=post><h1 class=entry-title>{}</h1><div class=entry-meta>Posted on {date}</div><div class=entry-content>{}<div class=sharedaddy>{}</div></div></article><div id=comments><ol>{comments}</ol></div><aside class=widget-area>{}</aside></div>",
        random.sentence(4),
        paragraphs(texts),
        random.links(3),
        random.teasers(4, "widget")
    )
}

fn interrupted(texts: &[String], random: &mut Random, date: &str) -> String {
    let mut text = String::new();
    for chunk in texts.chunks(3) {
        text.push_str(&format!("<div class=chunk><div>{}</div></div>", paragraphs(chunk)));
        text.push_str(&format!(
            "<div class=newsletter-signup><h4>{}</h4><p>{}</p></div>",
            random.sentence(3),
            random.sentence(18)
        ));
    }
    format!(
        "<div class=topbar>{}</div><div class=page><h1>{}</h1><div class=timestamp>{date}</div>{text}</div><div class=recirc>{}</div>",
        random.links(7),
        random.sentence(5),
        random.teasers(6, "recirc-item")
    )
}

/// Every paragraph is marked as one that not everybody may read.
fn paywalled(texts: &[String], random: &mut Random, date: &str) -> String {
    let text: String = texts.iter().map(|text| format!("<p class=\"paywall\">{text}</p>")).collect();
    format!(
        "<div class=\"layout has-sidebar\"><main><header><h1>{}</h1><time class=posted>{date}</time></header><div class=body>{text}</div><div class=\"paywall-offer\"><p>{}</p></div></main><div class=sidebar>{}</div></div>",
        random.sentence(5),
        random.sentence(9),
        random.teasers(5, "item")
    )
}

/// Readers write more than the article has.
fn discussed(texts: &[String], random: &mut Random, date: &str) -> String {
    let comments: String = (0..40)
        .map(|_| {
            format!(
                "<article class=comment><div class=comment-body><p>{}</p><p>{}</p></div></article>",
                random.sentence(20),
                random.sentence(18)
            )
        })
        .collect();
    format!(
        "<div class=wrap><h1>{}</h1><p class=meta>{date}</p><div class=text>{}</div><section id=comments><h2>40 comments</h2>{comments}</section></div>",
        random.sentence(5),
        paragraphs(texts)
    )
}

/// Entries with times, the newest first.
fn live(texts: &[String], random: &mut Random, date: &str) -> String {
    let entries: String = texts
        .chunks(2)
        .enumerate()
        .map(|(n, texts)| {
            format!("<article class=entry id=e{n}><time>10:{n:02}</time><h2>Entry</h2>{}</article>", paragraphs(texts))
        })
        .collect();
    format!(
        "<nav>{}</nav><h1>{}</h1><div class=dateline>{date}</div><div class=live-blog>{entries}</div><aside>{}</aside>",
        random.links(9),
        random.sentence(5),
        random.teasers(4, "story")
    )
}

/// The next stories follow in full below the first.
fn endless(texts: &[String], random: &mut Random, date: &str) -> String {
    let others: String = (0..2)
        .map(|_| {
            let texts = random.paragraphs();
            format!("<article><h1>{}</h1>{}</article>", random.sentence(5), paragraphs(&texts))
        })
        .collect();
    format!(
        "<main><article><h1>{}</h1><p class=date>{date}</p>{}</article>{others}</main>",
        random.sentence(5),
        paragraphs(texts)
    )
}

/// Pictures with captions in all the ways in which they are written, and pleas between.
fn pictured(texts: &[String], random: &mut Random, date: &str) -> String {
    let mut text = String::new();
    for (n, paragraph) in texts.iter().enumerate() {
        text.push_str(&format!("<p>{paragraph}</p>"));
        let caption = random.sentence(14);
        text.push_str(&match n % 4 {
            0 => format!("<figure><img><figcaption>{caption}</figcaption></figure>"),
            1 => format!("<figure class=img><img><p>{caption}</p></figure>"),
            2 => format!("<div class=image><img><span class=\"image-caption\">{caption}</span></div>"),
            _ => format!(
                "<div class=\"subscribe-box\"><h4>{}</h4><form><p>{caption}</p><input><button>Go</button></form></div>",
                random.sentence(2)
            ),
        });
    }
    format!(
        "<div class=\"page no-sidebar\"><h1>{}</h1><span class=date>{date}</span><div class=content>{text}</div></div>",
        random.sentence(4)
    )
}

/// Elements of a page's own, as of pages for telephones.
fn own_elements(texts: &[String], random: &mut Random, date: &str) -> String {
    let text: String = texts.iter().map(|text| format!("<p>{text}</p><amp-ad></amp-ad>")).collect();
    format!(
        "<amp-sidebar><ul>{}</ul></amp-sidebar><site-header>{}</site-header><main-story><h1>{}</h1><story-date>{date}</story-date><story-text>{text}</story-text></main-story><noscript><p>{}</p></noscript><site-footer><p>{}</p></site-footer>",
        random.links(8),
        random.links(3),
        random.sentence(5),
        random.sentence(20),
        random.sentence(9)
    )
}

/// Line breaks and spaces that do not break, within fonts and forms.
fn old(texts: &[String], random: &mut Random, date: &str) -> String {
    let text =
        texts.iter().map(|text| format!("<font size=2>{text}</font>")).collect::<Vec<_>>().join("<br>\n&nbsp;<br>\n");
    format!(
        "<form id=f><center><b>{}</b></center><table><tr><td width=120>{}</td><td><font size=5>{}</font><br><i>{date}</i><br><br>{text}<br><br></td></tr></table><p align=center><a href=/>Home</a> | <a href=/m>Mail</a> &copy; {}</p></form>",
        random.sentence(2),
        random.links(9),
        random.sentence(4),
        random.sentence(3)
    )
}

/// A notice on cookies before everything, and an article in sections.
fn sectioned(texts: &[String], random: &mut Random, date: &str) -> String {
    let text: String =
        texts.chunks(3).map(|texts| format!("<section><h2>Part</h2>{}</section>", paragraphs(texts))).collect();
    format!(
        "<div id=cookie-banner><p>{} {}</p><button>Yes</button></div><header class=site-header>{}</header><div class=\"article article--long\" itemprop=articleBody><h1>{}</h1><div class=article__date>{date}</div>{text}</div><div class=more-stories>{}</div>",
        random.sentence(18),
        random.sentence(15),
        random.links(6),
        random.sentence(5),
        random.teasers(6, "more-story")
    )
}

/// All layouts by their names.
pub(crate) const LAYOUTS: [(&str, Layout); 13] = [
    ("semantic", semantic),
    ("divisions", divisions),
    ("tables", tables),
    ("weblog", weblog),
    ("interrupted", interrupted),
    ("paywalled", paywalled),
    ("discussed", discussed),
    ("live", live),
    ("endless", endless),
    ("pictured", pictured),
    ("own elements", own_elements),
    ("old", old),
    ("sectioned", sectioned),
];
