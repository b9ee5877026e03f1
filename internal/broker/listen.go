package broker

import (
	"cmp"
	"net"
)

// listener returns kfake's way to open its port. kfake tells clients the address
// that its listener reports, so another advertised address needs a listener that
// reports that one.
func listener(listen, advertise string) func(string, string) (net.Listener, error) {
	return func(network, _ string) (net.Listener, error) {
		l, err := net.Listen(network, cmp.Or(listen, "127.0.0.1:0"))
		if err != nil {
			return nil, err
		}
		return advertised{l, cmp.Or(advertise, reachable(l.Addr()))}, nil
	}
}

// reachable turns "every interface", which no client can connect to, into localhost.
func reachable(a net.Addr) string {
	if tcp, ok := a.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		_, port, _ := net.SplitHostPort(a.String())
		return net.JoinHostPort("localhost", port)
	}
	return a.String()
}

type advertised struct {
	net.Listener
	hostPort string
}

func (l advertised) Addr() net.Addr { return addr(l.hostPort) }

type addr string

func (addr) Network() string  { return "tcp" }
func (a addr) String() string { return string(a) }
