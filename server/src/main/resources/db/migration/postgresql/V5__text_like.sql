-- The function that H2 has in Java: LIKE, and ILIKE that folds every script. PostgreSQL's LIKE needs no more steps than the
-- product of both lengths. Its "C" folds ASCII alone, so that folding is left to the best collation that this server has.
do $do$
declare
  folding text;
begin
  select collname into folding from pg_collation
    where collname in ('und-x-icu', 'pg_c_utf8', 'C.utf8', 'default')
      and collencoding in (-1, pg_char_to_encoding(getdatabaseencoding()))
    order by array_position(array['und-x-icu', 'pg_c_utf8', 'C.utf8', 'default'], collname::text)
    limit 1;
  execute format($sql$
    create function text_like(text, text, boolean) returns boolean language sql immutable parallel safe as $like$
      select case when $3
        then lower($1 collate %1$I) collate "C" like lower($2 collate %1$I) collate "C" escape ''
        else $1 collate "C" like $2 collate "C" escape '' end
    $like$
    $sql$, folding);
end
$do$;
