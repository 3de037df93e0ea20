-- A migration that fails halfway, for tests of migrations.
create table half (name ${text} not null);
drop table model_alias;
insert into half (name) values (null);
