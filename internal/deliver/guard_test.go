package deliver

import (
	"errors"
	"net"
	"net/netip"
	"testing"

	"github.com/dragoman-wire/dragoman/internal/secret"
	"github.com/dragoman-wire/dragoman/internal/stream"
)

func TestIsPublic(t *testing.T) {
	for _, c := range []struct {
		address string
		want    bool
	}{
		{"93.184.216.34", true},
		{"2606:2800:220:1:248:1893:25c8:1946", true},
		{"127.0.0.1", false},
		{"::1", false},
		{"0.0.0.0", false},
		{"10.1.2.3", false},
		{"172.16.0.1", false},
		{"192.168.1.1", false},
		{"169.254.169.254", false}, // metadata of most clouds
		{"100.100.100.200", false}, // of one more
		{"192.0.0.192", false},     // and of another
		{"fd00:ec2::254", false},
		{"fe80::1", false},
		{"::ffff:127.0.0.1", false},
		{"::ffff:169.254.169.254", false},
		{"64:ff9b::a9fe:a9fe", false},
		{"2002:a9fe:a9fe::1", false},
		{"::a9fe:a9fe", false},
		{"224.0.0.1", false},
		{"255.255.255.255", false},
	} {
		if got := isPublic(netip.MustParseAddr(c.address).Unmap()); got != c.want {
			t.Errorf("%s: public is %v", c.address, got)
		}
	}
}

// The address is looked at after the name is resolved: "localhost" is refused as
// 127.0.0.1 is, and no request is made.
func TestGuardLooksBehindNames(t *testing.T) {
	for _, host := range []string{"127.0.0.1", "localhost"} {
		f := start(t, func(r *Receiver) { r.AllowPrivate = false }, answer(200))
		_, port, err := net.SplitHostPort(f.server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		f.receiver.address = secret.Secret("http://" + net.JoinHostPort(host, port) + "/hook")
		err = f.hand(record(t, "new", nil))
		if reject, ok := errors.AsType[*stream.Reject](err); !ok || !errors.Is(reject.Err, errPrivate) {
			t.Errorf("%s: error is %v, want errPrivate", host, err)
		}
		f.want(Failed, DeadLetter)
		if len(f.requests) != 0 {
			t.Errorf("%s: %d requests", host, len(f.requests))
		}
	}
}
