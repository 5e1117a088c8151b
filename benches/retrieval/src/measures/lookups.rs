//! Looking quotations up: how many are found, and how long it takes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use verbatim::text::WordKey;

use super::judge::{Judge, Optima, Tally};
use crate::clock::Clock;
use crate::corpus::Corpus;
use crate::engines::{Answer, Asked, Engine};
use crate::figures::{Figures, median, quantile};
use crate::quotations::{Class, Quotation};

/// How often each quotation is looked up by each engine; the best time counts. All quotations of a
/// class lie between two times.
const PASSES: usize = 3;

/// A quotation with the keys of its words.
struct Prepared<'a> {
    place: usize,
    quotation: &'a Quotation,
    keys: Vec<WordKey>,
}

/// What an engine did with the quotations of a class.
#[derive(Default)]
struct Course {
    times: Vec<Duration>,
    tally: Tally,
}

/// Looks all quotations up with the first engine and the first `peers` of each class with all others,
/// class by class in turn.
pub(crate) fn measure(
    figures: &mut Figures,
    size: usize,
    corpus: &Arc<Corpus>,
    quotations: &[Quotation],
    optima: &Optima,
    engines: &mut [Box<dyn Engine>],
    peers: usize,
) {
    let mut classes: HashMap<Class, Vec<Prepared<'_>>> = HashMap::new();
    for (place, quotation) in quotations.iter().enumerate() {
        let keys = quotation.words.iter().map(|&word| corpus.key(word)).collect();
        classes.entry(quotation.class).or_default().push(Prepared { place, quotation, keys });
    }
    let mut judge = Judge::new(corpus);
    for class in Class::ALL {
        let Some(prepared) = classes.get(&class) else { continue };
        let limits: Vec<usize> = (0..engines.len())
            .map(|engine| if engine == 0 { prepared.len() } else { prepared.len().min(peers) })
            .collect();
        let mut courses: Vec<Course> =
            limits.iter().map(|&limit| Course { times: vec![Duration::MAX; limit], tally: Tally::default() }).collect();
        for pass in 0..PASSES {
            // One engine after the other, so that none finds the processor's caches full of another's lists.
            for (engine, course) in engines.iter_mut().zip(&mut courses) {
                for (n, one) in prepared.iter().enumerate() {
                    let Some(best) = course.times.get_mut(n) else { break };
                    let (time, answers) = look_up(engine.as_mut(), one);
                    *best = time.min(*best);
                    if pass == 0 {
                        let optimum = optima.get(&one.place).copied();
                        judge.add(&mut course.tally, one.quotation, &answers, optimum);
                    }
                }
            }
        }
        let ours = courses.first().map(|course| course.times.clone()).unwrap_or_default();
        for (engine, course) in engines.iter().zip(&courses) {
            record(figures, &format!("{size:03}/{}/{}", engine.name(), class.name()), course, &ours);
        }
    }
}

/// Looks all parts of a quotation up, one after the other.
fn look_up(engine: &mut dyn Engine, one: &Prepared<'_>) -> (Duration, Vec<Answer>) {
    let begun = Clock::thread();
    let parts = one.quotation.parts.iter();
    let in_parts = one.quotation.class.is_joined();
    let asked = |part: &Range<usize>| {
        let (words, keys) = (&one.quotation.words[part.clone()], &one.keys[part.clone()]);
        Asked { words, keys, in_parts }
    };
    let answers = parts.map(|part| engine.look_up(&asked(part))).collect();
    (begun.elapsed(), answers)
}

/// Writes the figures of one engine and class; the ratio is that of the medians over the same quotations.
fn record(figures: &mut Figures, name: &str, course: &Course, ours: &[Duration]) {
    let (times, tally) = (&course.times, &course.tally);
    let middle = median(times);
    figures.time(format!("{name}/median"), middle);
    figures.time(format!("{name}/p99"), quantile(times, 0.99));
    let same = median(&ours[..times.len().min(ours.len())]);
    figures.set(format!("{name}/ratio"), middle.as_secs_f64() / same.as_secs_f64().max(1e-9));
    figures.count(format!("{name}/asked"), times.len() as u64);
    figures.count(format!("{name}/eligible"), tally.eligible);
    figures.count(format!("{name}/found"), tally.found);
    figures.count(format!("{name}/missed"), tally.missed);
    figures.count(format!("{name}/incomplete"), tally.incomplete);
    figures.count(format!("{name}/segments"), tally.segments);
    figures.count(format!("{name}/segments-found"), tally.segments_found);
}
