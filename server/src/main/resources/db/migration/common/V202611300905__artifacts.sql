-- Files that the server wrote or hashed. A row is valid only while size, time and file key of the file are those of the row.
create table artifact (
  path            ${text} not null primary key, -- relative to the root of the store, without a leading slash
  size            bigint not null,
  sha256          ${text} not null, -- in hexadecimal
  modified_at     bigint not null, -- nanoseconds since the epoch, as reported by the file system
  file_key        ${text} not null, -- device and inode on a disk
  written         boolean not null, -- this server wrote the file; false: it only hashed it
  digest_mismatch boolean default false not null -- its bytes are not those of sha256: it is neither served nor sealed
);

-- For each content that is part of a seal, one file that a new seal can link to instead of copying the bytes again.
create table sealed_content (
  sha256      ${text} not null primary key, -- in hexadecimal
  path        ${text} not null,
  size        bigint not null,
  modified_at bigint not null, -- nanoseconds since the epoch, as reported by the file system
  file_key    ${text} not null
);

-- The revision of the files that belong to no experiment, run or logged model: one row, locked by each change to such files.
create table artifact_store (
  id         integer not null primary key,
  revision   bigint not null,
  revised_at bigint not null
);
insert into artifact_store (id, revision, revised_at) values (1, 0, 0);
