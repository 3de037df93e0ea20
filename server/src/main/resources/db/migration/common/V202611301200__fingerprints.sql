-- What a file is recognised by becomes one text, which only the store composes: on a disk the time in nanoseconds, a colon and the inode.
update artifact set file_key = modified_at || ':' || file_key;
alter table artifact rename column file_key to fingerprint;
alter table artifact drop column modified_at;

update sealed_content set file_key = modified_at || ':' || file_key;
alter table sealed_content rename column file_key to fingerprint;
alter table sealed_content drop column modified_at;
