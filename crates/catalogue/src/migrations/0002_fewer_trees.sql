-- Fewer trees to write for each version. Identifiers and hashes are random, so that a tree with such a key is written all
-- over by every import, and an archive grows the slower the larger it is. What only correcting, joining and erasing ask
-- for, one thing at a time, is read from the versions themselves.

-- How many unerased versions have a text, not which.
ALTER TABLE texts ADD COLUMN uses INTEGER NOT NULL DEFAULT 0;
UPDATE texts SET uses = (SELECT count(*) FROM version_texts v WHERE v.sha256 = texts.sha256);
DROP TABLE version_texts;

-- And how many name a file, as their source or as what they hold.
CREATE TABLE named_files (
    sha256 TEXT NOT NULL,
    source INTEGER NOT NULL,
    uses   INTEGER NOT NULL,
    PRIMARY KEY (sha256, source)
) STRICT, WITHOUT ROWID;
INSERT INTO named_files SELECT sha256, source, count(*) FROM version_files GROUP BY sha256, source;
DROP TABLE version_files;

-- A version knows its row of the log; only rows that made none must be found by their thing.
DROP INDEX changes_by_thing;
CREATE INDEX changes_without_version ON changes (kind, id) WHERE action IN ('merged', 'erased');

-- What a thing points at stands in its last version.
DROP INDEX pointers_by_source;
