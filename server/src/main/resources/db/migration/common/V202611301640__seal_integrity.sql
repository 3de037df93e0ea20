-- When all files of a seal were last compared with their digests. Only seals that versions name have a row.
CREATE TABLE seal (
  digest      ${text} NOT NULL PRIMARY KEY, -- in hexadecimal
  verified_at bigint NOT NULL -- in milliseconds since the epoch; 0 if never
);
CREATE INDEX seal_by_age ON seal (verified_at, digest);

-- Files of seals that were found damaged. As long as a seal has a row here, none of its files is served or registered.
CREATE TABLE seal_damage (
  digest   ${text} NOT NULL, -- of the seal, in hexadecimal
  kind     ${text} NOT NULL, -- CHANGED, MISSING, UNEXPECTED, MANIFEST
  path     ${text} NOT NULL, -- relative to the files of the seal
  expected ${text} NOT NULL, -- SHA-256 in hexadecimal; empty if the file does not belong to the seal
  found    ${text} NOT NULL, -- SHA-256 in hexadecimal; empty if the file is missing
  PRIMARY KEY (digest, kind, path)
);

-- Until now each file of a seal was marked by itself. The paths are seals/<digest>/files/<path>.
INSERT INTO seal_damage (digest, kind, path, expected, found)
SELECT substring(path, 7, 64), 'CHANGED', substring(path, 78), sha256, ''
FROM artifact
WHERE digest_mismatch AND path >= 'seals/' AND path < 'seals0';

UPDATE artifact SET digest_mismatch = FALSE WHERE path >= 'seals/' AND path < 'seals0';
