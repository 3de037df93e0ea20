-- A walk tells from the row alone, without its tags, that a model has not all the tags wanted. The functions are those that
-- H2 has in Java and by itself.
create function bitand(bigint, bigint) returns bigint language sql immutable parallel safe as 'select $1 & $2';
create function bits_of_tag(tag_key text, value_head text) returns bigint language sql immutable parallel safe as $$
  select (1::bigint << (get_byte(digest, 0) & 63)) | (1::bigint << (get_byte(digest, 1) & 63))
  from (select sha256(convert_to(tag_key || '=' || value_head, 'UTF8')) as digest) x
$$;
alter table registered_model add column tag_bits bigint default 0 not null;
update registered_model m set tag_bits = (
  select coalesce(bit_or(bits_of_tag(t.tag_key, t.value_head)), 0) from model_tag t where t.model_id = m.id);
alter table registered_model alter column tag_bits drop default;
