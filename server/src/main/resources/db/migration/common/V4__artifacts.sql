-- What the server knows of the files that it wrote or hashed. A row counts only while size, time and file key of the file
-- are those of the row.

create table artifact (
  path        ${text} not null primary key, -- below the store's root, without a leading slash
  size        bigint not null,
  sha256      ${text} not null,
  modified_at bigint not null, -- nanoseconds since the epoch, as the file system tells it
  file_key    ${text} not null, -- device and inode on a disk
  written     boolean not null -- the bytes came through this server; false: it only hashed them
);

-- For each content that lies in a seal, one file that a new seal may link to instead of taking the bytes again.
create table sealed_content (
  sha256      ${text} not null primary key,
  path        ${text} not null,
  size        bigint not null,
  modified_at bigint not null,
  file_key    ${text} not null
);

-- The history of files that belong to no experiment, run or logged model: one row, locked by each change to such files.
create table artifact_store (
  id         integer not null primary key,
  revision   bigint not null,
  revised_at bigint not null
);
insert into artifact_store (id, revision, revised_at) values (1, 0, 0);
