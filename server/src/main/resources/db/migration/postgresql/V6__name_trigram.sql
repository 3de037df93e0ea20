-- Finds names by any piece of three letters or more. Everything works without the extension, only not as fast: it can be
-- missing from the machine, or this user may not be allowed to add it.
do $do$
declare
  home text;
begin
  begin
    create extension if not exists pg_trgm;
  exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise notice 'searches for a piece of a name will read all names, as pg_trgm cannot be added: %', sqlerrm;
  end;
  select nspname into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where extname = 'pg_trgm';
  if found then
    execute format(
      'create index registered_model_by_piece on registered_model using gin (name_folded %I.gin_trgm_ops)', home);
  end if;
end
$do$;
