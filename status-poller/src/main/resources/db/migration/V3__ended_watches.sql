-- What is watched no more is deleted after a while. The column is set once, when an order ends: all updates before that
-- stay on their page.
create index watched_order_by_end on watched_order (watch_until) where child = 0 and watch_until is not null;

comment on index watched_order_by_end is 'Retention.';
