-- When a seal was last checked, also if its files could not be read. The background check takes the seal first that was checked longest ago.
ALTER TABLE seal ADD COLUMN checked_at bigint DEFAULT 0 NOT NULL; -- in milliseconds since the epoch; 0 if never

UPDATE seal SET checked_at = verified_at;

DROP INDEX seal_by_age;
CREATE INDEX seal_by_age ON seal (checked_at, digest);
