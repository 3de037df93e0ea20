-- Functions that searches call. Those that H2 has in Java return the same there.

-- Unicode's simple case folding, as the Java class CaseFolding does it. First come the letters whose folded form is not
-- simply their lower-case form, then the rest by the best collation that this server has: "C" folds ASCII only. The dotted
-- capital I must stay as it is, so U+FDD0, which is not a character, replaces it in between.
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
    create function text_fold(text) returns text language sql immutable parallel safe as $fold$
      select case when octet_length($1) = char_length($1) then lower($1 collate "C")
        else translate(
          lower(translate($1,
            U&'\00B5\0130\017F\0345\03C2\03D0\03D1\03D5\03D6\03F0\03F1\03F5\1C80\1C81\1C82\1C83\1C84\1C85\1C86\1C87\1C88\1E9B\1FBE',
            U&'\03BC\FDD0\0073\03B9\03C3\03B2\03B8\03C6\03C0\03BA\03C1\03B5\0432\0434\043E\0441\0442\0442\044A\0463\A64B\1E61\03B9') collate %1$I),
          U&'\FDD0\03C2', U&'\0130\03C3') collate "C" end
    $fold$
    $sql$, folding);
end
$do$;

-- LIKE, and for a true third argument ILIKE for the letters of all scripts. The pattern of an ILIKE is folded already.
create function text_like(text, text, boolean) returns boolean language sql immutable parallel safe as $like$
  select case when $3
    then text_fold($1) collate "C" like $2 collate "C" escape ''
    else $1 collate "C" like $2 collate "C" escape '' end
$like$;

-- H2 has this function built in.
create function bitand(bigint, bigint) returns bigint language sql immutable parallel safe as 'select $1 & $2';

-- The two bits of a tag in registered_model.tag_bits.
create function bits_of_tag(tag_key text, value_prefix text) returns bigint language sql immutable parallel safe as $$
  select (1::bigint << (get_byte(digest, 0) & 63)) | (1::bigint << (get_byte(digest, 1) & 63))
  from (select sha256(convert_to(tag_key || '=' || value_prefix, 'UTF8')) as digest) x
$$;
