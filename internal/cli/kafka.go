package cli

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"os"

	"github.com/segmentio/kafka-go/sasl"
	"github.com/segmentio/kafka-go/sasl/plain"
	"github.com/segmentio/kafka-go/sasl/scram"
)

// Kafka holds the flags of a connection to Kafka. Embed it in a command's
// grammar with the tag `embed:""`.
type Kafka struct {
	Brokers []string `default:"localhost:9092" placeholder:"HOST:PORT,…" help:"Brokers to begin with." group:"Kafka:"`

	TLS           bool   `name:"tls" help:"Encrypt the connection. Implied by the other --tls flags." group:"Kafka:"`
	TLSCA         string `name:"tls-ca" placeholder:"FILE" help:"PEM file with the authorities to trust, instead of the system's." group:"Kafka:"`
	TLSCert       string `name:"tls-cert" placeholder:"FILE" help:"PEM file with the client's certificate; needs --tls-key." group:"Kafka:"`
	TLSKey        string `name:"tls-key" placeholder:"FILE" help:"PEM file with the client's private key; needs --tls-cert." group:"Kafka:"`
	TLSServerName string `name:"tls-server-name" placeholder:"NAME" help:"Name to expect in the brokers' certificates, if not their host name." group:"Kafka:"`

	SASLMechanism     string `name:"sasl-mechanism" enum:",PLAIN,SCRAM-SHA-256,SCRAM-SHA-512" default:"" placeholder:"NAME" help:"How to log in: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512. Default: no login." group:"Kafka:"`
	SASLUsername      string `name:"sasl-username" placeholder:"NAME" help:"User to log in as." group:"Kafka:"`
	SASLPassword      Secret `name:"sasl-password" placeholder:"SECRET" help:"Password; better given as $$DRAGOMAN_SASL_PASSWORD_FILE." group:"Kafka:"`
	SASLPlaintextFine bool   `name:"sasl-plaintext" help:"Allow PLAIN without TLS: the password travels unencrypted." group:"Kafka:"`
}

// Validate reports the first setting that contradicts another. kong calls it.
func (k *Kafka) Validate() error {
	switch {
	case len(k.Brokers) == 0:
		return errors.New("--brokers: name at least one HOST:PORT")
	case (k.TLSCert == "") != (k.TLSKey == ""):
		return errors.New("--tls-cert and --tls-key: give both or none")
	case k.SASLMechanism == "" && (k.SASLUsername != "" || k.SASLPassword != ""):
		return errors.New("--sasl-mechanism: needed with --sasl-username and --sasl-password")
	case k.SASLMechanism != "" && (k.SASLUsername == "" || k.SASLPassword == ""):
		return errors.New("--sasl-mechanism: needs --sasl-username and --sasl-password")
	case k.SASLMechanism == "PLAIN" && !k.encrypted() && !k.SASLPlaintextFine:
		return errors.New("--sasl-mechanism=PLAIN without TLS would send the password unencrypted: add --tls, or --sasl-plaintext to allow it")
	}
	return nil
}

func (k *Kafka) encrypted() bool {
	return k.TLS || k.TLSCA != "" || k.TLSCert != "" || k.TLSServerName != ""
}

// TLSConfig returns the settings of the encryption, or nil when the connection
// is not encrypted. An unreadable file is a UsageError.
func (k *Kafka) TLSConfig() (*tls.Config, error) {
	if !k.encrypted() {
		return nil, nil
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: k.TLSServerName}
	if k.TLSCA != "" {
		pem, err := os.ReadFile(k.TLSCA)
		if err != nil {
			return nil, Usagef("--tls-ca: %w", err)
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(pem) {
			return nil, Usagef("--tls-ca: %s holds no PEM certificate", k.TLSCA)
		}
	}
	if k.TLSCert != "" {
		certificate, err := tls.LoadX509KeyPair(k.TLSCert, k.TLSKey)
		if err != nil {
			return nil, Usagef("--tls-cert, --tls-key: %w", err)
		}
		config.Certificates = []tls.Certificate{certificate}
	}
	return config, nil
}

// Mechanism returns the way to log in, or nil when there is no login.
func (k *Kafka) Mechanism() (sasl.Mechanism, error) {
	var algorithm scram.Algorithm
	switch k.SASLMechanism {
	case "PLAIN":
		return plain.Mechanism{Username: k.SASLUsername, Password: k.SASLPassword.Reveal()}, nil
	case "SCRAM-SHA-256":
		algorithm = scram.SHA256
	case "SCRAM-SHA-512":
		algorithm = scram.SHA512
	default:
		return nil, nil
	}
	mechanism, err := scram.Mechanism(algorithm, k.SASLUsername, k.SASLPassword.Reveal())
	if err != nil {
		return nil, Usagef("--sasl-username, --sasl-password: %w", err)
	}
	return mechanism, nil
}
