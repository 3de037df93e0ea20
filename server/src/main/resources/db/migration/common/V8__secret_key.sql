-- One row: what the secret key of this database's servers makes of a fixed text. Not the key.

create table secret_key (
  id   integer not null primary key,
  mark ${text} not null
);
