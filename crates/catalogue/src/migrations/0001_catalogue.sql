-- The first catalogue. Every description is kept in every version; one change log drives everything that is derived.
-- Why generic tables for things and versions: a document, an authority, a collection, a theme and an archival unit have
-- the same life (identifier, key, versions, access, redirect, erasure), and one life is easier to prove than five.

CREATE TABLE things (
    kind         TEXT NOT NULL CHECK (kind IN ('document', 'authority', 'collection', 'theme', 'unit')),
    id           TEXT NOT NULL,
    version      INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    access       TEXT NOT NULL CHECK (access IN ('draft', 'public', 'embargoed', 'restricted', 'withdrawn', 'erased')),
    embargo_ends TEXT,
    redirect     TEXT,
    earliest     TEXT,
    folded_title TEXT,
    slug         TEXT,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX things_by_slug ON things (kind, slug) WHERE slug IS NOT NULL;
CREATE INDEX things_alike ON things (earliest, folded_title) WHERE kind = 'document';
CREATE INDEX things_embargoed ON things (embargo_ends) WHERE embargo_ends IS NOT NULL;

-- A key is known, or reserved because something points at it, before its thing has come.
CREATE TABLE source_keys (
    kind       TEXT NOT NULL,
    source_key TEXT NOT NULL,
    id         TEXT NOT NULL,
    PRIMARY KEY (kind, source_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_keys_by_id ON source_keys (kind, id);

CREATE TABLE aliases (
    scheme TEXT NOT NULL,
    value  TEXT NOT NULL,
    kind   TEXT NOT NULL,
    id     TEXT NOT NULL,
    PRIMARY KEY (scheme, value, kind, id)
) STRICT, WITHOUT ROWID;

-- The body is compressed canonical JSON; NULL once erased, while hash, date and reason stay.
CREATE TABLE versions (
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    version INTEGER NOT NULL,
    seq     INTEGER NOT NULL REFERENCES changes (seq),
    hash    TEXT NOT NULL,
    access  TEXT NOT NULL,
    body    BLOB,
    PRIMARY KEY (kind, id, version)
) STRICT;

-- Words are kept once; versions refer to them by hash.
CREATE TABLE texts (
    sha256 TEXT PRIMARY KEY,
    body   BLOB NOT NULL
) STRICT;
CREATE TABLE version_texts (
    sha256  TEXT NOT NULL REFERENCES texts (sha256),
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (sha256, kind, id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_texts_by_version ON version_texts (kind, id, version);
CREATE TABLE version_files (
    sha256  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    version INTEGER NOT NULL,
    source  INTEGER NOT NULL,
    PRIMARY KEY (sha256, kind, id, version, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_files_by_version ON version_files (kind, id, version);
CREATE TABLE erased_files (sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Each row's hash covers its fields and the row before, so that none can be changed or taken out unseen.
CREATE TABLE changes (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    at            TEXT NOT NULL,
    actor         TEXT NOT NULL,
    reason        TEXT NOT NULL,
    kind          TEXT NOT NULL,
    id            TEXT NOT NULL,
    action        TEXT NOT NULL CHECK (action IN ('created', 'changed', 'access_changed', 'merged', 'erased', 'embargo_lifted')),
    version       INTEGER NOT NULL,
    content_hash  TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash          TEXT NOT NULL
) STRICT;
CREATE INDEX changes_by_thing ON changes (kind, id, seq);

-- Fields that a person edited keep her value when their source is imported again.
CREATE TABLE held_fields (
    kind  TEXT NOT NULL,
    id    TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (kind, id, field)
) STRICT, WITHOUT ROWID;

-- Mirrors of what the current versions point at, written with them: from a thing, in a role, to a thing.
CREATE TABLE pointers (
    target_kind TEXT NOT NULL,
    target      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    id          TEXT NOT NULL,
    role        TEXT NOT NULL,
    PRIMARY KEY (target_kind, target, kind, id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX pointers_by_source ON pointers (kind, id);

CREATE TABLE possible_duplicates (
    a      TEXT NOT NULL,
    b      TEXT NOT NULL,
    why    TEXT NOT NULL,
    state  TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'resolved')),
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
    sha256 TEXT NOT NULL,
    file   TEXT NOT NULL,
    format TEXT NOT NULL,
    size   INTEGER NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (sha256, file)
) STRICT, WITHOUT ROWID;

-- Work that outlives a process: leased, so that one that died is taken over; idempotent, so that twice does no harm.
CREATE TABLE jobs (
    id           TEXT PRIMARY KEY,
    verb         TEXT NOT NULL,
    argument     TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'done', 'failed')),
    leased_until TEXT,
    message      TEXT
) STRICT;
