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
