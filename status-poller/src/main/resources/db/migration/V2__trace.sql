alter table watched_order add column trace text;

comment on column watched_order.trace is 'W3C traceparent of the order''s purchase: what is told of the order goes on with its trace. Null if it has none.';
