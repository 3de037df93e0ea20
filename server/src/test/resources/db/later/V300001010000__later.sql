-- A migration of a later version, for tests of migrations.
create table later (name ${text} not null);
insert into later (name) select name from registered_model;
alter table registered_model add column rating integer default 7 not null;
