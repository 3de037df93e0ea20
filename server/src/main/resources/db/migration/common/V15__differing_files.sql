-- A file whose bytes were found to be others than those that its digest was taken of. It is neither served nor sealed; the mark
-- counts, like the row, as long as the file has the row's size, time and file key, and goes with the next upload.

alter table artifact add column differs boolean default false not null;
