alter table watched_order add column trace text;

comment on column watched_order.trace is 'W3C traceparent of the order''s purchase, which the order''s events continue. Null if it has none.';
