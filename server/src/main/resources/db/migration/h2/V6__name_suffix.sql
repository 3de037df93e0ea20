-- Finds names by any piece of them: a piece is how some suffix begins. An index in all but name, kept by the triggers; only the
-- searches read it.
create table name_suffix (
  suffix   varchar(24) not null, -- of name_folded, cut
  model_id bigint not null,
  primary key (suffix, model_id)
);
create index name_suffix_by_model on name_suffix (model_id);
alter table name_suffix add foreign key (model_id) references registered_model on delete cascade;

insert into name_suffix (suffix, model_id)
select distinct substring(m.name_folded from s."X" for 24), m.id
from registered_model m, system_range(1, (select coalesce(max(char_length(name_folded)), 1) from registered_model)) s
where s."X" <= char_length(m.name_folded);

create trigger name_suffix_of_new after insert on registered_model for each row
  call 'dev.hallmark.server.registry.models.NameSuffixes';
create trigger name_suffix_of_renamed after update on registered_model for each row
  call 'dev.hallmark.server.registry.models.NameSuffixes';
