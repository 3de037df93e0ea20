-- LIKE whose cost has a bound, for patterns with several gaps; the third argument asks for ILIKE.
create alias text_like deterministic for 'dev.hallmark.server.storage.search.TextLike.matches';
