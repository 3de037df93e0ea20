-- What only PostgreSQL needs. It reads the bits of the tags from the row.
create index registered_model_by_name on registered_model (workspace, is_prompt, name);

-- Finds names by any substring of three or more letters. Without the extension, which may not be installed on the server or
-- not be allowed for this role, such a search reads all names.
do $do$
declare
  home text;
begin
  begin
    create extension if not exists pg_trgm;
  exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise notice 'searches for a substring of a name will read all names, as pg_trgm cannot be added: %', sqlerrm;
  end;
  select nspname into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where extname = 'pg_trgm';
  if found then
    execute format(
      'create index registered_model_by_trigram on registered_model using gin (name_folded %I.gin_trgm_ops)', home);
  end if;
end
$do$;
