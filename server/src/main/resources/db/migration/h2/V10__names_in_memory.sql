-- Names are found by pieces in memory: the table of their suffixes was most of what a new model cost.
drop trigger name_suffix_of_new;
drop trigger name_suffix_of_renamed;
drop table name_suffix;
