-- Who is told by an id that outlives names, with the credential shown and the reason given; and what was refused is told, too.
alter table audit rename column door to protocol;
alter table audit add column actor_id ${text} default 'anonymous' not null; -- nobody had to log in until now
alter table audit add column credential ${text} default '' not null;
alter table audit add column outcome ${text} default 'done' not null; -- done, refused
alter table audit add column reason ${text} default '' not null;
alter table audit add column leaf_hash ${text}; -- of the entry, in hexadecimal digits, given with its position
drop index audit_by_position;
create unique index audit_by_position on audit (position);
