//! The names of months, as articles in many languages print them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// For each month its names and short forms in lower case: English, German, French, Spanish, Italian,
/// Portuguese, Dutch, the Nordic languages, Polish, Czech, Slovak, Hungarian, Romanian, Turkish,
/// Indonesian, Russian, Ukrainian, Greek, Arabic, Hebrew, Hindi.
const MONTHS: [&str; 12] = [
    "january jan januar januari jänner janvier janv enero ene gennaio gen janeiro tammikuu tammikuuta styczeń \
     stycznia sty leden ledna január januára ianuarie ian ocak oca января январь янв січня січень ιανουαρίου \
     ιανουάριος ιαν يناير ינואר בינואר जनवरी",
    "february feb februar februari február februára février fevrier févr fevr fév febrero febbraio fevereiro fev \
     helmikuu helmikuuta luty lutego lut únor února februarie şubat şub февраля февраль фев лютого лютий \
     φεβρουαρίου φεβρουάριος φεβ فبراير פברואר בפברואר फरवरी",
    "march mar märz maerz mär mrz mars marzo março marco maart mrt maaliskuu maaliskuuta marzec marca březen \
     března marec március márc martie mart maret марта март мар березня березень μαρτίου μάρτιος μαρ مارس מרץ \
     במרץ मार्च",
    "april apr avril avr abril abr aprile huhtikuu huhtikuuta kwiecień kwietnia kwi duben dubna apríl apríla \
     április ápr aprilie nisan nis апреля апрель апр квітня квітень απριλίου απρίλιος απρ أبريل ابريل אפריל \
     באפריל अप्रैल",
    "may mai mayo maggio mag maio mei maj toukokuu toukokuuta maja květen května máj mája május mayıs мая май \
     травня травень μαΐου μαίου μάιος مايو מאי במאי मई",
    "june jun juni juin junio giugno giu junho kesäkuu kesäkuuta czerwiec czerwca cze červen června jún júna \
     június iunie haziran haz июня июнь июн червня червень ιουνίου ιούνιος ιουν يونيو יוני ביוני जून",
    "july jul juli juillet juil julio luglio lug julho heinäkuu heinäkuuta lipiec lipca lip červenec července \
     júl júla július iulie temmuz tem июля июль июл липня липень ιουλίου ιούλιος ιουλ يوليو יולי ביולי जुलाई",
    "august aug août aout agosto ago augustus augusti elokuu elokuuta sierpień sierpnia sie srpen srpna \
     augusta augusztus agustus ağustos ağu августа август авг серпня серпень αυγούστου αύγουστος αυγ أغسطس \
     اغسطس אוגוסט באוגוסט अगस्त",
    "september sep sept septembre septiembre setiembre settembre set setembro syyskuu syyskuuta wrzesień \
     września wrz září septembra szeptember szept septembrie eylül eyl сентября сентябрь сен сент вересня \
     вересень σεπτεμβρίου σεπτέμβριος σεπ سبتمبر ספטמבר בספטמבר सितंबर",
    "october oct oktober okt octobre octubre ottobre ott outubro out lokakuu lokakuuta październik października \
     paź říjen října október októbra octombrie ekim eki октября октябрь окт жовтня жовтень οκτωβρίου οκτώβριος \
     οκτ أكتوبر اكتوبر אוקטובר באוקטובר अक्टूबर",
    "november nov novembre noviembre novembro marraskuu marraskuuta listopad listopada lis novembra noiembrie \
     kasım kas ноября ноябрь ноя нояб листопада листопад νοεμβρίου νοέμβριος νοε نوفمبر נובמבר בנובמבר नवंबर",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember joulukuu \
     joulukuuta grudzień grudnia gru prosinec prosince decembra decembrie aralık ara декабря декабрь дек \
     грудня грудень δεκεμβρίου δεκέμβριος δεκ ديسمبر דצמבר בדצמבר दिसंबर",
];

/// All names with the number of their month, from 1.
static NUMBERS: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let months = MONTHS.iter().enumerate();
    months.flat_map(|(index, names)| names.split_ascii_whitespace().map(move |name| (name, index + 1))).collect()
});

/// The number of the month called `word`, from 1.
pub(super) fn number(word: &str) -> Option<usize> {
    NUMBERS.get(word.to_lowercase().as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_months() {
        let mut names: Vec<(&str, usize)> = MONTHS
            .iter()
            .enumerate()
            .flat_map(|(at, names)| names.split_ascii_whitespace().map(move |n| (n, at)))
            .collect();
        names.sort_unstable();
        assert_eq!(names.windows(2).find(|pair| pair[0].0 == pair[1].0), None);
    }
}
