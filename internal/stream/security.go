package stream

import (
	"errors"
	"fmt"
	"strings"

	"github.com/segmentio/kafka-go/sasl"
	"github.com/segmentio/kafka-go/sasl/plain"
	"github.com/segmentio/kafka-go/sasl/scram"
)

// The SASL mechanisms, by their registered names.
const (
	SASLPlain       = "PLAIN"
	SASLScramSHA256 = "SCRAM-SHA-256"
	SASLScramSHA512 = "SCRAM-SHA-512"
)

// Security tells how connections to the brokers are encrypted and authenticated.
// The zero value is a plain connection.
type Security struct {
	TLS        bool   // encrypt; implied by any of the next four
	CAFile     string // PEM file of the authorities to trust instead of the system's
	CertFile   string // PEM file of this client's certificate; needs KeyFile
	KeyFile    string // PEM file of its private key
	ServerName string // name in the brokers' certificates, where it is not the host's

	SASLMechanism string // PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512; empty for none
	Username      string
	Password      string // never printed

	// AllowPlaintextPassword permits PLAIN without TLS, which sends the password
	// readable by anyone on the way.
	AllowPlaintextPassword bool
}

// Validate reports the first wrong setting. It reads the files but opens no connection.
func (s Security) Validate() error {
	if s.useTLS() {
		if _, err := s.tlsConfig(); err != nil {
			return err
		}
	}
	_, err := s.mechanism()
	return err
}

// String describes the setting without its secrets.
func (s Security) String() string {
	words := []string{"plaintext"}
	if s.useTLS() {
		words[0] = "TLS"
	}
	if s.CertFile != "" {
		words = append(words, "client certificate")
	}
	if s.SASLMechanism != "" {
		words = append(words, "SASL "+s.SASLMechanism)
	}
	return strings.Join(words, ", ")
}

// GoString keeps the password out of %#v.
func (s Security) GoString() string { return "stream.Security{" + s.String() + "}" }

func (s Security) useTLS() bool {
	return s.TLS || s.CAFile != "" || s.CertFile != "" || s.KeyFile != "" || s.ServerName != ""
}

// mechanism is nil without SASL.
func (s Security) mechanism() (sasl.Mechanism, error) {
	if s.SASLMechanism == "" {
		if s.Username != "" || s.Password != "" {
			return nil, errors.New("SASL: a user name or password is set, but no mechanism")
		}
		return nil, nil
	}
	if s.Username == "" || s.Password == "" {
		return nil, fmt.Errorf("SASL %s: user name and password must be set", s.SASLMechanism)
	}
	switch strings.ToUpper(s.SASLMechanism) {
	case SASLPlain:
		if !s.useTLS() && !s.AllowPlaintextPassword {
			return nil, errors.New("SASL PLAIN without TLS would send the password in clear: turn TLS on, or allow it explicitly")
		}
		return plain.Mechanism{Username: s.Username, Password: s.Password}, nil
	case SASLScramSHA256:
		return s.scram(scram.SHA256)
	case SASLScramSHA512:
		return s.scram(scram.SHA512)
	}
	return nil, fmt.Errorf("SASL mechanism %q is not one of %s, %s, %s", s.SASLMechanism, SASLPlain, SASLScramSHA256, SASLScramSHA512)
}

func (s Security) scram(algorithm scram.Algorithm) (sasl.Mechanism, error) {
	m, err := scram.Mechanism(algorithm, s.Username, s.Password)
	if err != nil {
		// The library's error may quote the credentials.
		return nil, fmt.Errorf("SASL %s: user name or password has characters that SASLprep forbids", s.SASLMechanism)
	}
	return m, nil
}
