-- Heads of values were cut at 100 code points and looked for by 100 UTF-16 units, of which a character beyond the Basic
-- Multilingual Plane has two: those that are longer are cut again.
create function utf16_length(value text) returns integer language sql immutable as $$
  select char_length(regexp_replace(value, '[\U00010000-\U0010FFFF]', 'xx', 'g'))
$$;
create function cut_head(value text) returns text language sql immutable as $$
  select left(value, max(n)) from generate_series(50, 100) n where utf16_length(left(value, n)) <= 100
$$;
update experiment_tag set value_head = cut_head(value_head)
where octet_length(value_head) > 100 and utf16_length(value_head) > 100;
update param set value_head = cut_head(value_head)
where octet_length(value_head) > 100 and utf16_length(value_head) > 100;
update run_tag set value_head = cut_head(value_head)
where octet_length(value_head) > 100 and utf16_length(value_head) > 100;
update logged_model_param set value_head = cut_head(value_head)
where octet_length(value_head) > 100 and utf16_length(value_head) > 100;
update logged_model_tag set value_head = cut_head(value_head)
where octet_length(value_head) > 100 and utf16_length(value_head) > 100;
drop function cut_head(text);
drop function utf16_length(text);
