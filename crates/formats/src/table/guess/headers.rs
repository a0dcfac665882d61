//! What headers mean, in the languages in which tables come.
//!
//! Only the words; whether the cells bear the header out is [`super::samples`]'s to say.

use crate::table::field::Field;
use crate::table::languages::find_language;
use fonds_model::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Headers by field, parted by bars. Folded: lower case, one space where `_`, `-`, `.` or capitals part words.
#[rustfmt::skip]
const HEADERS: &[(&str, &str)] = &[
    ("id", "id|identifier|record id|document id|doc id|item id|object id|uid|uuid|unique id|record|record number|record no|document key|key|\
        identifiant|идентификатор|ид|kennung|标识|标识符|標識|编号|編號|identificador"),
    ("title", "title|head|document title|name|heading|headline|subject line|titre|intitulé|titel|заглавие|название|заголовок|наименование|\
        标题|標題|题名|題名|título|titulo"),
    ("abstract", "abstract|description|summary|scope and content|scope content|content|contents|synopsis|résumé|analyse|beschreibung|\
        zusammenfassung|inhalt|regest|аннотация|описание|содержание|краткое содержание|摘要|内容摘要|提要|descripción|descripcion|resumen|\
        alcance y contenido"),
    ("date", "date|dates|doc date|document date|date of document|date created|created|creation date|date of creation|date written|\
        date du document|datum|дата|sender date|дата документа|дата создания|日期|时间|時間|成文日期|fecha|fecha del documento"),
    ("date.shown", "frontend doc date|display date|date display|date as written|date text|date shown|date expression|date verbatim|sender date text"),
    ("date.begins", "date range start|start date|date from|from date|begin date|date begin|date start|earliest date|date earliest|\
        datum von|date de début|date début|начальная дата|дата начала|开始日期|fecha inicial|fecha de inicio"),
    ("date.ends", "date range end|end date|date to|to date|date until|date end|latest date|date latest|datum bis|date de fin|date fin|\
        конечная дата|дата окончания|结束日期|fecha final|fecha de fin"),
    ("date.year", "year|année|annee|jahr|год|年|年份|año"),
    ("date.month", "month|mois|monat|месяц|月|月份|mes"),
    ("date.day", "day|jour|tag|день|日|día"),
    ("date.sent", "date sent|sent|sent on|sent date|date d envoi|дата отправления|дата отправки|发出日期|fecha de envío"),
    ("date.received", "date received|received|received on|received date|addressee date|recipient date|eingang|date de réception|дата получения|收到日期|fecha de recepción"),
    ("date.signed", "date signed|signed on"),
    ("date.published", "date published|publication date|published on|дата публикации|date de publication|fecha de publicación"),
    ("date.declassified", "date declassified|declassification date|declassified on|declassified|дата рассекречивания|解密日期"),
    ("genre", "genre|type|types|document type|doc type|record type|type of document|kind|form|art|gattung|dokumenttyp|dokumentart|\
        type de document|вид|вид документа|тип|тип документа|жанр|类型|類型|文种|文獻類型|文献类型|tipo|tipo de documento"),
    ("number", "number|no|nr|num|document number|document no|doc no|telegram number|telegram no|cable number|cable no|№|номер|\
        номер документа|文号|文號|numéro|numero|nummer|número"),
    ("number.control", "control number|control no|accession number"),
    ("number.registry", "registry number|registration number|регистрационный номер|входящий номер|исходящий номер"),
    ("sender", "from|sender|senders|sent by|expéditeur|expediteur|de|absender|von|отправитель|от|от кого|发件人|發件人|发电人|发报人|\
        發電人|remitente"),
    ("recipient", "to|recipient|recipients|addressee|addressees|destinataire|à|an|empfänger|адресат|получатель|кому|收件人|收电人|收报人|\
        收電人|destinatario|para"),
    ("author", "author|authors|creator|creators|written by|by|auteur|auteurs|autor|autoren|autores|verfasser|автор|авторы|\
        составитель|作者|著者|责任者|責任者"),
    ("issuer", "issuer|issuing body|issued by|originator|originating agency|originating office|corporate author"),
    ("drafter", "drafter|drafted by"),
    ("signatory", "signatory|signatories|signed by|подписал|signataire|unterzeichner"),
    ("participant", "participant|participants|attendee|attendees|present|teilnehmer|участники|присутствовали|与会者|出席者|participantes"),
    ("copied_to", "cc|copied to|copy to|copies to|копия"),
    ("via", "via|through|через"),
    ("translator", "translator|translators|translated by|traducteur|übersetzer|переводчик|译者|譯者|traductor"),
    ("editor", "editor|editors|edited by|herausgeber|редактор|编者"),
    ("contributor", "contributor|contributors|mitwirkende|contributeur"),
    ("mentioned", "people|persons|person|names|associated people|associated people organizations|associated people & organizations|\
        people and organizations|mentioned|people mentioned|persons mentioned|personen|personnes|персоны|лица|персоналии|人物|personas"),
    ("donor", "donor|donors|donated by|gift of|funder|funders"),
    ("publisher", "publisher|publishers|éditeur|verlag|издатель|出版者|editorial"),
    ("place.from", "place|sender place|sender location|sender city|author city|author place|from place|place from|place of writing|place written|place of origin|origin|sent from|city|ort|absendeort|lieu|lieu d envoi|место|\
        место написания|место составления|地点|地點|发文地点|lugar"),
    ("place.to", "place to|addressee place|recipient place|recipient location|recipient city|addressee city|to place|destination|sent to|place received|empfangsort|место назначения|место получения"),
    ("place.covers", "coverage|coverages|original coverages|places|associated places|geographic coverage|spatial coverage|country|\
        countries|region|regions|location|locations|länder|pays|страна|страны|география|国家|國家|país|países"),
    ("subject", "subject|subjects|subject heading|subject headings|lcsh|sujet|sujets|schlagwort|schlagworte|schlagwörter|предмет|\
        предметные рубрики|рубрика|主题|主題|materia|materias"),
    ("topic", "topic|topics|associated topics|subjects discussed|keyword|keywords|tags|mots clés|mots-clés|stichwort|stichworte|stichwörter|\
        тема|темы|ключевые слова|关键词|關鍵詞|palabras clave"),
    ("language", "language|languages|lang|original language|language of document|langue|langues|sprache|sprachen|язык|языки|\
        язык документа|语言|語言|语种|idioma|idiomas|lengua"),
    ("marking", "classification|classifications|original classification|security classification|marking|markings|security marking|\
        secrecy|гриф|гриф секретности|секретность|степень секретности|geheimhaltungsgrad|einstufung|密级|密級|clasificación"),
    ("repository", "repository|repositories|archive|archives|original archive|original repository|original repositories|\
        holding institution|holding archive|institution|holder|архив|хранилище|место хранения|archiv|dépôt|档案馆|檔案館|收藏单位|馆藏|\
        archivo|institución"),
    ("reference", "reference|archival reference|source|source reference|citation|call number|shelfmark|reference code|ref|reference number|\
        cote|signatur|aktenzeichen|шифр|архивный шифр|архивная ссылка|источник|档号|檔號|来源|來源|signatura|referencia|fuente"),
    ("unit.fond", "fond|fonds|фонд|全宗|全宗号"),
    ("unit.opis", "opis|opis'|inventory|опись"),
    ("unit.delo", "delo|дело"),
    ("unit.record_group", "record group|rg"),
    ("unit.box", "box|box number|box no|carton|ящик"),
    ("unit.folder", "folder|folder number|folder title"),
    ("unit.file", "file number|file num|file no|案卷号"),
    ("unit.series", "series|серия|serie|série"),
    ("rights", "rights|rights statement|copyright|licence|license|terms of use|права|droits|rechte|版权|版權|derechos"),
    ("rights.uri", "rights uri|rights url|licence url|license url"),
    ("collection", "collection|collections|коллекция|коллекции|sammlung|colección|coleccion|专题|文集"),
    ("release.date", "release date|date released|date of release|released|released on|nara release|nara release date"),
    ("release.authority", "releasing agency|release authority|released by"),
    ("release.case", "case number|case no|foia case|foia number|foia case number|release number"),
    ("release.status", "release status|release decision|decision|disposition|withheld|withheld status"),
    ("transcription", "transcript|transcripts|transcription|text|full text|fulltext|body|ocr|ocr text|текст|полный текст|texte|\
        volltext|全文|正文|texto"),
    ("translation", "translation|translations|english translation|english text|перевод|traduction|übersetzung|译文|譯文|翻译|traducción"),
    ("transcription.file", "text file|text path|text filename|transcript file|transcription file|ocr file|ocr path"),
    ("translation.file", "translation file|translation path"),
    ("file", "file|files|filename|file name|file path|path|pdf|pdf file|scan|scans|image|images|media|media file|media files|\
        файл|файлы|fichier|datei|dateiname|文件|文件名"),
    ("url", "url|link|permalink|web address|web page|uri|ссылка|lien|链接|鏈接|enlace"),
    ("relation.attachment", "attachments|attached documents|enclosures|приложения|附件|anlagen"),
    ("relation.related", "related|related documents|related records|links|see also"),
    ("relation.reply_to", "in reply to|reply to|answers"),
    ("alias.slug", "slug"),
    ("access", "access|access status|access state|доступ"),
];

static BY_HEADER: LazyLock<HashMap<&str, Field>> = LazyLock::new(|| {
    let fields = HEADERS.iter().filter_map(|(word, headers)| Some((word.parse::<Field>().ok()?, headers)));
    fields
        .flat_map(|(field, headers)| headers.split('|').map(move |header| (header.trim(), field.clone())))
        .collect()
});

/// The field of a header and, where the header says it ("title_ru"), the language of its words.
pub(super) fn field_of(header: &str) -> Option<(Field, Option<Language>)> {
    let folded = fold(header);
    if let Some(field) = find(&folded) {
        return Some((field, None));
    }
    let (base, last) = folded.rsplit_once(' ')?;
    // "Sender name" is who sent it.
    if matches!(last, "name" | "names") {
        return find(base)
            .filter(|field| matches!(field, Field::Agent(_) | Field::Place(_)))
            .map(|field| (field, None));
    }
    // "title ru", "Title (Russian)": the last word is the language. But "sender id" is no sender in Indonesian.
    let language = find_language(last).filter(|_| !matches!(last, "id" | "no" | "my"))?;
    find(base).map(|field| (field, Some(language)))
}

fn find(folded: &str) -> Option<Field> {
    let exact = |header: &str| BY_HEADER.get(header).cloned();
    // "document language", "original title", "заголовок документа", "langue du document".
    let first = || {
        let (first, rest) = folded.split_once(' ')?;
        matches!(first, "document" | "doc" | "record" | "item" | "original").then(|| exact(rest))?
    };
    let last = || OF_THE_DOCUMENT.iter().find_map(|of| exact(folded.strip_suffix(of)?));
    exact(folded).or_else(first).or_else(last)
}

/// Words behind a header that add nothing to it.
const OF_THE_DOCUMENT: [&str; 7] = [
    " of document",
    " of the document",
    " документа",
    " du document",
    " del documento",
    " des dokuments",
    " des dokumentes",
];

/// Whether a header only counts the rows: good for a key where nothing better is.
pub(super) fn counts_rows(header: &str) -> bool {
    matches!(
        fold(header).as_str(),
        "" | "row"
            | "row no"
            | "row number"
            | "index"
            | "unnamed 0"
            | "№ п п"
            | "n п п"
            | "п п"
            | "lfd nr"
            | "laufende nummer"
            | "序号"
            | "序號"
    )
}

/// A header without the accidents of spelling: "docDate", "doc_date", "Doc. date:" are one.
pub(super) fn fold(header: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for letter in header.trim().replace("(s)", "s").chars() {
        let parts = letter.is_uppercase() && before.is_lowercase();
        before = letter;
        if parts {
            out.push(' ');
        }
        match letter {
            '_' | '-' | '.' | ':' | '/' | '(' | ')' | '[' | ']' | '*' | '#' | '\'' | '’' | '?' | ',' => {
                out.push(' ')
            }
            _ => out.extend(letter.to_lowercase()),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a header that nobody knows speaks of a date all the same.
pub(super) fn speaks_of_dates(header: &str) -> bool {
    let folded = fold(header);
    let word = |word: &str| folded.split(' ').any(|part| part == word);
    // Dates of the catalogue's own work are no dates of the document.
    let own = [
        "updated",
        "update",
        "modified",
        "added",
        "uploaded",
        "imported",
        "generated",
        "entry",
        "review",
        "scanned",
    ];
    !own.iter().any(|own| word(own))
        && (["date", "datum", "дата", "fecha"].iter().any(|date| word(date)) || folded.contains("日期"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_named_here_exists_and_no_header_means_two() {
        let mut seen = std::collections::BTreeMap::new();
        for (word, headers) in HEADERS {
            assert!(word.parse::<Field>().is_ok(), "{word}");
            for header in headers.split('|').map(str::trim) {
                assert_eq!(seen.insert(header, word), None, "{header} is twice");
            }
        }
    }

    #[test]
    fn headers_are_known_in_several_spellings_and_languages() {
        for (header, word) in [
            ("docDate", "date"),
            ("Author(s)", "author"),
            ("DOC_DATE", "date"),
            ("Original Title", "title"),
            ("Название", "title"),
            ("Empfänger", "recipient"),
            ("收件人", "recipient"),
            ("Заголовок документа", "title"),
            ("Sender City", "place.from"),
            ("Langue", "language"),
            ("frontend_doc_date", "date.shown"),
        ] {
            assert_eq!(
                field_of(header).map(|(field, _)| field.to_string()).as_deref(),
                Some(word),
                "{header}"
            );
        }
        assert_eq!(field_of("title_ru").unwrap().1.unwrap().as_str(), "ru");
        assert_eq!(field_of("Title (English)").unwrap().1.unwrap().as_str(), "en");
        assert_eq!(field_of("Sender_Name").unwrap().0.to_string(), "sender");
        for header in ["shoe size", "senderID", "person no", "volume name"] {
            assert_eq!(field_of(header), None, "{header}");
        }
    }
}
