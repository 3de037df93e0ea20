-- A walk tells from the index alone, without the row and without its tags, that a model has not all the tags wanted.
create alias bits_of_tag deterministic for 'dev.hallmark.server.storage.search.TagBits.of';
alter table registered_model add column tag_bits bigint default 0 not null;
update registered_model m set tag_bits = (
  select coalesce(bit_or(bits_of_tag(t.tag_key, t.value_head)), 0) from model_tag t where t.model_id = m.id);
alter table registered_model alter column tag_bits drop default;
drop index registered_model_by_name;
create index registered_model_by_name on registered_model (workspace, is_prompt, name, tag_bits);
