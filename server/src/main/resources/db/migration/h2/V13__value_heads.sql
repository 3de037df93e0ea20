-- Heads of values were cut at 100 code points and looked for by 100 UTF-16 units: those that are longer are cut again. None
-- ends with the first half of a pair.
update experiment_tag
set value_head = left(value_head, case when ascii(substring(value_head from 100 for 1)) between 55296 and 56319 then 99 else 100 end)
where char_length(value_head) > 100;
update param
set value_head = left(value_head, case when ascii(substring(value_head from 100 for 1)) between 55296 and 56319 then 99 else 100 end)
where char_length(value_head) > 100;
update run_tag
set value_head = left(value_head, case when ascii(substring(value_head from 100 for 1)) between 55296 and 56319 then 99 else 100 end)
where char_length(value_head) > 100;
update logged_model_param
set value_head = left(value_head, case when ascii(substring(value_head from 100 for 1)) between 55296 and 56319 then 99 else 100 end)
where char_length(value_head) > 100;
update logged_model_tag
set value_head = left(value_head, case when ascii(substring(value_head from 100 for 1)) between 55296 and 56319 then 99 else 100 end)
where char_length(value_head) > 100;
