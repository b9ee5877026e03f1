package stream

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"
)

// dialer opens connections, encrypted or not. It reads the files with certificates
// anew for each, so that rotated ones are used without a restart: authorities, the
// client's certificate and its key. While they are being replaced, and do not fit
// together, it goes on with those that it had.
type dialer struct {
	security Security
	tcp      net.Dialer

	mu     sync.Mutex
	latest *tls.Config // that could be made
}

func newDialer(s Security, timeout time.Duration) *dialer {
	return &dialer{security: s, tcp: net.Dialer{Timeout: timeout}}
}

// dial opens a connection to host:port.
func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if !d.security.useTLS() {
		return d.tcp.DialContext(ctx, network, address)
	}
	cfg, err := d.config(time.Now())
	if err != nil {
		return nil, err
	}
	if cfg.ServerName == "" {
		if cfg.ServerName, _, err = net.SplitHostPort(address); err != nil {
			return nil, err
		}
	}
	conn, err := d.tcp.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, d.tcp.Timeout)
	defer cancel()
	secure := tls.Client(conn, cfg)
	if err := secure.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return secure, nil
}

// config is what the files hold now, or held when they were last right.
func (d *dialer) config(now time.Time) (*tls.Config, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	cfg, err := d.security.tlsConfig()
	switch {
	case err == nil:
		d.latest = cfg
	case d.latest == nil || expiry(d.latest, now) != nil:
		return nil, err
	}
	return d.latest.Clone(), nil
}

// tlsConfig reads the files.
func (s Security) tlsConfig() (*tls.Config, error) {
	cfg := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: s.ServerName}
	if s.CAFile != "" {
		pem, err := os.ReadFile(s.CAFile)
		if err != nil {
			return nil, fmt.Errorf("TLS authorities: %w", err)
		}
		cfg.RootCAs = x509.NewCertPool()
		if !cfg.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("TLS authorities: no PEM certificate in %s", s.CAFile)
		}
	}
	if (s.CertFile == "") != (s.KeyFile == "") {
		return nil, errors.New("TLS client certificate: certificate and key must be set together")
	}
	if s.CertFile != "" {
		cert, err := tls.LoadX509KeyPair(s.CertFile, s.KeyFile)
		if err != nil {
			return nil, fmt.Errorf("TLS client certificate: %w", err)
		}
		cfg.Certificates = []tls.Certificate{cert}
		if err := expiry(cfg, time.Now()); err != nil {
			return nil, fmt.Errorf("TLS client certificate: %s %w", s.CertFile, err)
		}
	}
	return cfg, nil
}

// expiry is an error if the client's certificate has expired, which a broker would
// tell in general terms at best.
func expiry(cfg *tls.Config, now time.Time) error {
	for _, c := range cfg.Certificates {
		if c.Leaf != nil && now.After(c.Leaf.NotAfter) {
			return fmt.Errorf("has expired on %s", c.Leaf.NotAfter.UTC().Format(time.DateTime))
		}
	}
	return nil
}
