alter table watched_order add column trace text;

comment on column watched_order.trace is 'W3C traceparent of what the order was first heard of in: what is told of its refills goes on with that trace. Null if it has none.';
