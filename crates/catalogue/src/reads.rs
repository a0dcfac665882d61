//! Everything that can be asked of the catalogue, within a snapshot or a transaction.
//!
//! Nothing here writes. Long statements stand where they are used, because each is used once.

use crate::kept::{Body, Named, fold, read_packed};
use crate::writer::Action;
use crate::{CatalogueError, Kept, Kind};
use fonds_model::rendition::RelationKind;
use fonds_model::{Access, Day, PlainWords, Text};
use rusqlite::{Connection, OptionalExtension, Params, Row, ToSql, params};
use serde::Serialize;

/// A connection that reads.
pub struct Reads {
    connection: Connection,
}

/// A thing in one of its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<T> {
    /// The thing.
    pub value: T,
    /// Which version, from 1.
    pub version: u32,
    /// The row of the change log that made it.
    pub seq: u64,
    /// SHA-256 of its canonical writing.
    pub hash: String,
}

/// What is known of a thing without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThingState {
    /// Who may see it, as its last version says.
    pub access: Access,
    /// Its last version.
    pub version: u32,
    /// The thing that it was merged into.
    pub redirect: Option<String>,
    /// Whether its bytes are destroyed.
    pub erased: bool,
    /// The last row of the log that concerns it.
    pub seq: u64,
}

/// One version of a thing in its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionLine {
    /// Which.
    pub version: u32,
    /// The row of the log.
    pub seq: u64,
    /// When.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// What was done.
    pub action: Action,
    /// SHA-256 of its canonical writing.
    pub hash: String,
    /// Who could see it then.
    pub access: Access,
}

/// One row of the change log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its number; rising, never given twice.
    pub seq: u64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// What kind of thing.
    pub kind: Kind,
    /// Which.
    pub id: String,
    /// What was done.
    pub action: Action,
    /// The version that the thing had after it.
    pub version: u32,
    /// SHA-256 of that version's canonical writing.
    pub content_hash: String,
    /// The hash of the row before.
    pub previous_hash: String,
    /// SHA-256 of the row before and of every field of this one.
    pub hash: String,
}

/// Two documents that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PossibleDuplicate {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// What they share.
    pub why: String,
}

/// A source file that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceLine {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its name.
    pub file: String,
    /// The format that it was read as.
    pub format: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was first imported.
    pub at: String,
}

/// How much the catalogue holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents that are neither merged away nor erased.
    pub documents: u64,
    /// Persons, organizations, places, subjects.
    pub authorities: u64,
    /// Collections.
    pub collections: u64,
    /// Themes.
    pub themes: u64,
    /// Archival units.
    pub units: u64,
    /// Versions of everything.
    pub versions: u64,
    /// Different texts.
    pub texts: u64,
}

/// `CROSS JOIN` keeps the order of the tables: else the planner reads every pointer of every document, to have them sorted.
const DOCUMENTS_IN_COLLECTION: &str = "WITH RECURSIVE parts(id) AS (VALUES (?1) UNION \
     SELECT p.id FROM parts CROSS JOIN pointers p \
     WHERE p.target_kind = 'collection' AND p.target = parts.id AND p.kind = 'collection') \
     SELECT DISTINCT p.id FROM parts CROSS JOIN pointers p \
     WHERE p.target_kind = 'collection' AND p.target = parts.id AND p.kind = 'document' ORDER BY p.id";

type Answer<T> = Result<T, CatalogueError>;

/// What of the texts is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    Whole,
    Plain,
    None,
}

impl Reads {
    pub(crate) fn new(connection: Connection) -> Self {
        Self { connection }
    }
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    fn one<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl FnOnce(&Row) -> rusqlite::Result<T>,
    ) -> Answer<Option<T>> {
        Ok(self.connection.prepare_cached(sql)?.query_row(parameters, read).optional()?)
    }
    fn all<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> Answer<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(parameters, read)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }
    fn ids(&self, sql: &str, parameters: &[&dyn ToSql]) -> Answer<Vec<String>> {
        self.all(sql, parameters, |row| row.get(0))
    }

    /// The current version of a thing, with its texts; none when it is absent, merged away or erased.
    pub fn find<T: Kept>(&self, id: &str) -> Answer<Option<Stored<T>>> {
        self.find_with(id, Texts::Whole)
    }
    /// The same without the documents' texts.
    pub fn find_light<T: Kept>(&self, id: &str) -> Answer<Option<Stored<T>>> {
        self.find_with(id, Texts::None)
    }
    /// The same with the plain words of each text in one block, and nothing else of it: several times as fast.
    pub fn find_plain<T: Kept>(&self, id: &str) -> Answer<Option<Stored<T>>> {
        self.find_with(id, Texts::Plain)
    }
    fn find_with<T: Kept>(&self, id: &str, texts: Texts) -> Answer<Option<Stored<T>>> {
        let sql = "SELECT v.version, v.seq, v.hash, v.body FROM things t JOIN versions v \
                   ON v.kind = t.kind AND v.id = t.id AND v.version = t.version \
                   WHERE t.kind = ?1 AND t.id = ?2 AND t.redirect IS NULL AND v.body IS NOT NULL";
        let found = self.one(sql, params![T::KIND.word(), id], packed_row)?;
        found.map(|row| self.unpack(row, texts)).transpose()
    }
    /// One version of a thing, also of one that was merged away; none when it is absent or erased.
    pub fn find_version<T: Kept>(&self, id: &str, version: u32) -> Answer<Option<Stored<T>>> {
        self.find_version_with(id, version, Texts::Whole)
    }
    /// The same without the documents' texts.
    pub fn find_version_light<T: Kept>(&self, id: &str, version: u32) -> Answer<Option<Stored<T>>> {
        self.find_version_with(id, version, Texts::None)
    }
    fn find_version_with<T: Kept>(&self, id: &str, version: u32, texts: Texts) -> Answer<Option<Stored<T>>> {
        let sql = "SELECT version, seq, hash, body FROM versions \
                   WHERE kind = ?1 AND id = ?2 AND version = ?3 AND body IS NOT NULL";
        let found = self.one(sql, params![T::KIND.word(), id, version], packed_row)?;
        found.map(|row| self.unpack(row, texts)).transpose()
    }
    /// Current things in the order of their identifiers, after one of them, with their texts.
    pub fn list<T: Kept>(&self, after: Option<&str>, limit: usize) -> Answer<Vec<Stored<T>>> {
        self.list_with::<T>(after, limit, Texts::Whole)
    }
    /// The same without the documents' texts.
    pub fn list_light<T: Kept>(&self, after: Option<&str>, limit: usize) -> Answer<Vec<Stored<T>>> {
        self.list_with::<T>(after, limit, Texts::None)
    }
    fn list_with<T: Kept>(&self, after: Option<&str>, limit: usize, texts: Texts) -> Answer<Vec<Stored<T>>> {
        let sql = "SELECT v.version, v.seq, v.hash, v.body FROM things t JOIN versions v \
                   ON v.kind = t.kind AND v.id = t.id AND v.version = t.version \
                   WHERE t.kind = ?1 AND t.id > ?2 AND t.redirect IS NULL AND v.body IS NOT NULL \
                   ORDER BY t.id LIMIT ?3";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.all(sql, params![T::KIND.word(), after.unwrap_or(""), limit], packed_row)?;
        rows.into_iter().map(|row| self.unpack(row, texts)).collect()
    }

    /// What the unerased versions of a thing name, one after another.
    pub(crate) fn named_by_versions(&self, kind: Kind, id: &str) -> Answer<Vec<Named>> {
        let sql =
            "SELECT body FROM versions WHERE kind = ?1 AND id = ?2 AND body IS NOT NULL ORDER BY version";
        let bodies: Vec<Vec<u8>> = self.all(sql, params![kind.word(), id], |row| row.get(0))?;
        bodies.iter().map(|body| Named::in_packed(kind, body)).collect()
    }

    /// What the newest unerased version of a thing names; the earlier ones are not unpacked.
    pub(crate) fn named_by_last_version(&self, kind: Kind, id: &str) -> Answer<Option<Named>> {
        let sql = "SELECT body FROM versions WHERE kind = ?1 AND id = ?2 AND body IS NOT NULL ORDER BY version DESC LIMIT 1";
        let body: Option<Vec<u8>> = self.one(sql, params![kind.word(), id], |row| row.get(0))?;
        body.map(|body| Named::in_packed(kind, &body)).transpose()
    }

    fn unpack<T: Kept>(&self, (version, seq, hash, body): PackedRow, texts: Texts) -> Answer<Stored<T>> {
        let body: Body<T> = read_packed(&body)?;
        let mut value = body.value;
        if texts != Texts::None {
            for (place, sha256) in body.texts {
                let found = self.one("SELECT body FROM texts WHERE sha256 = ?1", [&sha256], |row| {
                    row.get::<_, Vec<u8>>(0)
                })?;
                if let Some(text) = found {
                    let text = match texts {
                        Texts::Plain => Text::in_one_block(read_packed::<PlainWords>(&text)?),
                        Texts::Whole | Texts::None => read_packed(&text)?,
                    };
                    value.put_text(place, text);
                }
            }
        }
        Ok(Stored { value, version, seq, hash })
    }

    /// What is known of a thing without reading it; none for one that is absent or only reserved.
    pub fn state(&self, kind: Kind, id: &str) -> Answer<Option<ThingState>> {
        let sql =
            "SELECT access, embargo_ends, version, redirect, seq FROM things WHERE kind = ?1 AND id = ?2";
        self.one(sql, params![kind.word(), id], |row| {
            let access = access_of(&row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?.as_deref());
            let erased = access == Access::Erased;
            Ok(ThingState { access, version: row.get(2)?, redirect: row.get(3)?, erased, seq: row.get(4)? })
        })
    }
    /// Every version of a thing, oldest first.
    pub fn list_versions(&self, kind: Kind, id: &str) -> Answer<Vec<VersionLine>> {
        let sql = "SELECT v.version, v.seq, c.at, c.actor, c.reason, c.action, v.hash, v.access \
                   FROM versions v JOIN changes c ON c.seq = v.seq WHERE v.kind = ?1 AND v.id = ?2 ORDER BY v.version";
        self.all(sql, params![kind.word(), id], |row| {
            Ok(VersionLine {
                version: row.get(0)?,
                seq: row.get(1)?,
                at: row.get(2)?,
                actor: row.get(3)?,
                reason: row.get(4)?,
                action: Action::from_word(&row.get::<_, String>(5)?),
                hash: row.get(6)?,
                access: row.get::<_, String>(7)?.parse().unwrap_or(Access::Restricted),
            })
        })
    }
    /// The row of the log that made a thing's first version; none for one that is absent or only reserved.
    pub fn first_seq(&self, kind: Kind, id: &str) -> Answer<Option<u64>> {
        let sql = "SELECT seq FROM versions WHERE kind = ?1 AND id = ?2 AND version = 1";
        self.one(sql, params![kind.word(), id], |row| row.get(0))
    }
    /// Where a merged thing leads, followed to the end; none for one that was not merged.
    pub fn find_redirect(&self, kind: Kind, id: &str) -> Answer<Option<String>> {
        let mut leads = None;
        let mut at = id.to_owned();
        // A chain of merges is short; a circle cannot be written, and would end here all the same.
        for _ in 0..64 {
            let sql = "SELECT redirect FROM things WHERE kind = ?1 AND id = ?2 AND redirect IS NOT NULL";
            match self.one(sql, params![kind.word(), at], |row| row.get::<_, String>(0))? {
                Some(next) => {
                    at.clone_from(&next);
                    leads = Some(next);
                }
                None => break,
            }
        }
        Ok(leads)
    }
    /// The identifier of a source's key, known or reserved.
    pub fn id_of_key(&self, kind: Kind, source_key: &str) -> Answer<Option<String>> {
        let sql = "SELECT id FROM source_keys WHERE kind = ?1 AND source_key = ?2";
        self.one(sql, params![kind.word(), source_key], |row| row.get(0))
    }
    /// The source's key of an identifier, known or reserved.
    pub fn key_of_id(&self, kind: Kind, id: &str) -> Answer<Option<String>> {
        let sql =
            "SELECT source_key FROM source_keys WHERE kind = ?1 AND id = ?2 ORDER BY source_key LIMIT 1";
        self.one(sql, params![kind.word(), id], |row| row.get(0))
    }
    /// Source keys after this one in their order, with their identifiers, known or reserved.
    pub fn list_keys(&self, kind: Kind, after: Option<&str>, limit: usize) -> Answer<Vec<(String, String)>> {
        let sql = "SELECT source_key, id FROM source_keys WHERE kind = ?1 AND source_key > ?2 \
                   ORDER BY source_key LIMIT ?3";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(sql, params![kind.word(), after.unwrap_or(""), limit], |row| Ok((row.get(0)?, row.get(1)?)))
    }
    /// The thing that another system knows by this number.
    pub fn id_of_alias(&self, scheme: &str, value: &str) -> Answer<Option<(Kind, String)>> {
        let sql = "SELECT kind, id FROM aliases WHERE scheme = ?1 AND value = ?2 ORDER BY kind, id LIMIT 1";
        self.one(sql, params![scheme, value], |row| Ok((kind_of(&row.get::<_, String>(0)?), row.get(1)?)))
    }
    /// The collection or theme at this address.
    pub fn id_of_slug(&self, kind: Kind, slug: &str) -> Answer<Option<String>> {
        self.one("SELECT id FROM things WHERE kind = ?1 AND slug = ?2", params![kind.word(), slug], |row| {
            row.get(0)
        })
    }
    /// Documents whose relations lead to this one, and how.
    pub fn incoming(&self, id: &str) -> Answer<Vec<(String, RelationKind)>> {
        let sql = "SELECT id, role FROM pointers WHERE target_kind = 'document' AND target = ?1 AND kind = 'document' ORDER BY id, role";
        let rows = self.all(sql, [id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let kinds = rows.into_iter().map(|(id, role)| {
            let kind =
                serde_json::from_value(serde_json::Value::String(role)).unwrap_or(RelationKind::Related);
            (id, kind)
        });
        Ok(kinds.collect())
    }
    /// Documents that name an authority as agent, place or subject.
    pub fn documents_naming(&self, authority: &str) -> Answer<Vec<String>> {
        let sql = "SELECT DISTINCT id FROM pointers WHERE target_kind = 'authority' AND target = ?1 AND kind = 'document' ORDER BY id";
        self.ids(sql, &[&authority])
    }
    /// Each authority that lies within a wider one, and that one as the description names it: a
    /// [`find_redirect`](Self::find_redirect) may lead on from it.
    pub fn authorities_within(&self) -> Answer<Vec<(String, String)>> {
        let sql = "SELECT p.id, p.target FROM pointers p JOIN things t ON t.kind = p.kind AND t.id = p.id \
                   WHERE p.target_kind = 'authority' AND p.kind = 'authority' AND p.role = 'broader' \
                   AND t.redirect IS NULL ORDER BY p.id";
        self.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }
    /// Documents in a collection or in any part of it.
    pub fn documents_in_collection(&self, collection: &str) -> Answer<Vec<String>> {
        self.ids(DOCUMENTS_IN_COLLECTION, &[&collection])
    }
    /// Documents with a witness in an archival unit.
    pub fn documents_in_unit(&self, unit: &str) -> Answer<Vec<String>> {
        let sql = "SELECT DISTINCT id FROM pointers WHERE target_kind = 'unit' AND target = ?1 AND kind = 'document' ORDER BY id";
        self.ids(sql, &[&unit])
    }
    /// The collections directly within one.
    pub fn collections_in(&self, collection: &str) -> Answer<Vec<String>> {
        let sql = "SELECT id FROM pointers WHERE target_kind = 'collection' AND target = ?1 AND kind = 'collection' ORDER BY id";
        self.ids(sql, &[&collection])
    }
    /// Documents of the same earliest day and the same title, case, marks and spaces aside.
    pub fn find_alike(&self, earliest: Option<Day>, title: &str, limit: usize) -> Answer<Vec<String>> {
        let Some(day) = earliest else { return Ok(Vec::new()) };
        let sql = "SELECT id FROM things WHERE kind = 'document' AND earliest = ?1 AND folded_title = ?2 \
                   AND redirect IS NULL AND access <> 'erased' ORDER BY id LIMIT ?3";
        self.ids(sql, &[&day.to_string(), &fold(title), &(limit as i64)])
    }
    /// Rows of the log after one, oldest first.
    pub fn changes_after(&self, seq: u64, limit: usize) -> Answer<Vec<Change>> {
        let sql = "SELECT seq, at, actor, reason, kind, id, action, version, content_hash, previous_hash, hash \
                   FROM changes WHERE seq > ?1 ORDER BY seq LIMIT ?2";
        self.all(sql, params![seq, limit as i64], change_row)
    }
    /// Rows of the log before one that concern documents, newest first.
    pub fn documents_changed_before(&self, seq: u64, limit: usize) -> Answer<Vec<Change>> {
        let sql = "SELECT seq, at, actor, reason, kind, id, action, version, content_hash, previous_hash, hash \
                   FROM changes WHERE seq < ?1 AND kind = 'document' ORDER BY seq DESC LIMIT ?2";
        let before = i64::try_from(seq).unwrap_or(i64::MAX);
        self.all(sql, params![before, limit as i64], change_row)
    }
    /// Rows of the log that concern one thing, oldest first.
    pub fn changes_of(&self, kind: Kind, id: &str) -> Answer<Vec<Change>> {
        let sql = "SELECT seq, at, actor, reason, kind, id, action, version, content_hash, previous_hash, hash \
                   FROM changes WHERE seq IN (SELECT seq FROM versions WHERE kind = ?1 AND id = ?2) UNION \
                   SELECT seq, at, actor, reason, kind, id, action, version, content_hash, previous_hash, hash \
                   FROM changes WHERE kind = ?1 AND id = ?2 AND action IN ('merged', 'erased') ORDER BY seq";
        self.all(sql, params![kind.word(), id], change_row)
    }
    /// The things of one kind that rows of the log after one concern, each once.
    pub fn changed_after(&self, kind: Kind, seq: u64) -> Answer<Vec<String>> {
        let sql = "SELECT DISTINCT id FROM changes WHERE seq > ?2 AND kind = ?1";
        self.ids(sql, &[&kind.word(), &seq])
    }
    /// The number of the last row; 0 when there is none.
    pub fn last_seq(&self) -> Answer<u64> {
        Ok(self
            .one("SELECT max(seq) FROM changes", [], |row| row.get::<_, Option<u64>>(0))?
            .flatten()
            .unwrap_or(0))
    }
    /// The fields of a thing that a person edited.
    pub fn held_fields(&self, kind: Kind, id: &str) -> Answer<Vec<String>> {
        self.ids(
            "SELECT field FROM held_fields WHERE kind = ?1 AND id = ?2 ORDER BY field",
            &[&kind.word(), &id],
        )
    }
    /// Likely duplicates waiting for review.
    pub fn possible_duplicates(&self, limit: usize) -> Answer<Vec<PossibleDuplicate>> {
        let sql = "SELECT a, b, why FROM possible_duplicates WHERE state = 'open' ORDER BY a, b LIMIT ?1";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(sql, [limit], |row| {
            Ok(PossibleDuplicate { a: row.get(0)?, b: row.get(1)?, why: row.get(2)? })
        })
    }
    /// Every source that was imported.
    pub fn sources(&self) -> Answer<Vec<SourceLine>> {
        let sql = "SELECT sha256, file, format, size, at FROM sources ORDER BY at, file";
        self.all(sql, [], |row| {
            Ok(SourceLine {
                sha256: row.get(0)?,
                file: row.get(1)?,
                format: row.get(2)?,
                size: row.get(3)?,
                at: row.get(4)?,
            })
        })
    }
    /// Documents with an embargo, of the whole or of a part, whose day has come.
    pub fn embargoes_ending(&self, by: Day) -> Answer<Vec<String>> {
        let sql = "SELECT id FROM things WHERE kind = 'document' AND embargo_ends IS NOT NULL AND embargo_ends <= ?1 \
                   AND redirect IS NULL ORDER BY id";
        self.ids(sql, &[&by.to_string()])
    }
    /// Whether something that is not erased came from that source.
    pub fn is_source(&self, sha256: &str) -> Answer<bool> {
        self.is_named(sha256, true)
    }
    /// Whether an unerased version of something names that file.
    pub fn is_file(&self, sha256: &str) -> Answer<bool> {
        self.is_named(sha256, false)
    }
    fn is_named(&self, sha256: &str, source: bool) -> Answer<bool> {
        let sql = "SELECT 1 FROM named_files WHERE sha256 = ?1 AND source = ?2";
        Ok(self.one(sql, params![sha256, source], |_| Ok(()))?.is_some())
    }
    /// Every file that an unerased version names, sources included.
    pub fn files_of_all_versions(&self) -> Answer<Vec<String>> {
        self.ids("SELECT DISTINCT sha256 FROM named_files ORDER BY sha256", &[])
    }
    /// Whether a file belonged to what was erased, and to nothing else.
    pub fn was_erased(&self, sha256: &str) -> Answer<bool> {
        let sql = "SELECT 1 FROM erased_files WHERE sha256 = ?1";
        Ok(self.one(sql, [sha256], |_| Ok(()))?.is_some())
    }
    /// How much there is.
    pub fn counts(&self) -> Answer<Counts> {
        let count = |sql: &str| -> Answer<u64> { Ok(self.one(sql, [], |row| row.get(0))?.unwrap_or(0)) };
        let things = |kind: Kind| {
            count(&format!(
                "SELECT count(*) FROM things WHERE kind = '{}' AND redirect IS NULL AND access <> 'erased'",
                kind.word()
            ))
        };
        Ok(Counts {
            documents: things(Kind::Document)?,
            authorities: things(Kind::Authority)?,
            collections: things(Kind::Collection)?,
            themes: things(Kind::Theme)?,
            units: things(Kind::Unit)?,
            versions: count("SELECT count(*) FROM versions")?,
            texts: count("SELECT count(*) FROM texts")?,
        })
    }
}

type PackedRow = (u32, u64, String, Vec<u8>);

fn packed_row(row: &Row) -> rusqlite::Result<PackedRow> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

pub(crate) fn change_row(row: &Row) -> rusqlite::Result<Change> {
    Ok(Change {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        reason: row.get(3)?,
        kind: kind_of(&row.get::<_, String>(4)?),
        id: row.get(5)?,
        action: Action::from_word(&row.get::<_, String>(6)?),
        version: row.get(7)?,
        content_hash: row.get(8)?,
        previous_hash: row.get(9)?,
        hash: row.get(10)?,
    })
}

/// The tables' checks let no other word in.
fn kind_of(word: &str) -> Kind {
    Kind::from_word(word).unwrap_or(Kind::Document)
}

/// An unreadable state is nobody's but the staff's.
fn access_of(word: &str, embargo_ends: Option<&str>) -> Access {
    match (word, embargo_ends.and_then(|day| day.parse().ok())) {
        ("embargoed", Some(until)) => Access::Embargoed { until },
        (word, _) => word.parse().unwrap_or(Access::Restricted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;

    /// Its cost would grow with the archive, and every imported collection asks it.
    #[test]
    fn documents_of_a_collection_are_found_without_reading_all_pointers() {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::create(&folder.path().join("catalogue.sqlite")).unwrap();
        let snapshot = catalogue.snapshot().unwrap();
        let plan = format!("EXPLAIN QUERY PLAN {DOCUMENTS_IN_COLLECTION}");
        let steps = snapshot.all(&plan, ["id"], |row| row.get::<_, String>("detail")).unwrap();
        let of_pointers: Vec<_> = steps.iter().filter(|step| step.contains(" p ")).collect();
        assert_eq!(of_pointers.len(), 2, "{steps:#?}");
        assert!(of_pointers.iter().all(|step| step.contains("target_kind=? AND target=?")), "{steps:#?}");
    }
}
