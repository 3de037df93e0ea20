-- What only H2 needs. It reads the bits of the tags from the index, without the row.
create index registered_model_by_name on registered_model (workspace, is_prompt, name, tag_bits);

-- Until H2 has analyzed a table, it assumes that nearly every row has another value in each column, and prefers an index that
-- begins with the owner of the rows to one that finds the row. A statement keeps its plan for a long time: each of these
-- owners has many rows.
alter table registered_model alter column workspace selectivity 1;
alter table model_version alter column workspace selectivity 1;
alter table model_version alter column model_id selectivity 1;
alter table experiment alter column workspace selectivity 1;
alter table run alter column experiment_id selectivity 1;
alter table dataset alter column experiment_id selectivity 1;
alter table metric alter column run_id selectivity 1;
