package io.ordertrail.notifier.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private final AddressPolicy open = new AddressPolicy(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001:db8::1",
                "3fff::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "100::1",
                "5f00::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "::10.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::8.8.8.8",
                "2002:7f00:1::1",
                "2002:a00:1::",
                "2002:c0a8:101::1"
            })
    void addresses_that_are_not_public_are_refused(String address) throws Exception {
        assertThat(open.refusal(InetAddress.getByName(address))).as(address).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.255.255",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void public_addresses_may_be_connected_to(String address) throws Exception {
        assertThat(open.refusal(InetAddress.getByName(address))).as(address).isEmpty();
    }

    /** What attackers write in place of 127.0.0.1; the resolver of the system reads some of it. */
    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "127.0.1"})
    void odd_spellings_are_met_as_the_address_they_mean(String host) throws Exception {
        assertThat(open.refusal(InetAddress.getByName(host))).isPresent();
    }

    @Test
    void the_operator_may_allow_networks_and_no_more_than_these() throws Exception {
        AddressPolicy inner = new AddressPolicy(List.of(AddressBlock.of("10.1.0.0/16"), AddressBlock.of("fd00::/64")));

        assertThat(inner.refusal(InetAddress.getByName("10.1.255.1"))).isEmpty();
        assertThat(inner.refusal(InetAddress.getByName("::ffff:10.1.0.1"))).isEmpty();
        assertThat(inner.refusal(InetAddress.getByName("64:ff9b::10.1.0.1"))).isEmpty();
        assertThat(inner.refusal(InetAddress.getByName("fd00::7"))).isEmpty();
        assertThat(inner.refusal(InetAddress.getByName("10.2.0.1"))).isPresent();
        assertThat(inner.refusal(InetAddress.getByName("fd00:0:0:1::7"))).isPresent();
        assertThat(inner.refusal(InetAddress.getByName("8.8.8.8"))).isEmpty();
    }

    @Test
    void a_refusal_says_the_address_and_why() throws Exception {
        assertThat(open.refusal(InetAddress.getByName("169.254.169.254")))
                .contains("169.254.169.254 is not a public address (link-local, and metadata of clouds)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "example.org/8", "10.0.0.0/8/8", "", "fd00::/129"})
    void what_is_no_block_is_refused_by_name(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressBlock.of(text))
                .withMessageContaining("'" + text + "'");
    }
}
