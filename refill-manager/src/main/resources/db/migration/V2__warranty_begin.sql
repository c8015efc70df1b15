alter table watched_order add column seen_at timestamptz;
alter table watched_order add column warranty_from timestamptz;

comment on column watched_order.seen_at is 'When the panel''s last report was seen.';
comment on column watched_order.warranty_from is 'When it was last seen unfinished: it ended after that, so a warranty counted from here is never overdrawn.';
