package stream

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/segmentio/kafka-go"
)

// ErrDrainTimeout is returned by Run when a stop took longer than Config.DrainTimeout.
// Nothing is lost: what was not finished is not committed and will be read again.
var ErrDrainTimeout = errors.New("stopped before all records begun were finished: they will be read again")

// errOutOfRange ends Run under OutOfRangeStop.
var errOutOfRange = errors.New("the group's offset is no longer in the topic")

// fatal lists what no retry can mend: permission, identity, configuration.
var fatal = []kafka.Error{
	kafka.InvalidTopic, kafka.InvalidRequiredAcks, kafka.InconsistentGroupProtocol, kafka.InvalidGroupId,
	kafka.InvalidSessionTimeout, kafka.TopicAuthorizationFailed, kafka.GroupAuthorizationFailed,
	kafka.ClusterAuthorizationFailed, kafka.UnsupportedSASLMechanism, kafka.IllegalSASLState,
	kafka.UnsupportedVersion, kafka.InvalidRequest, kafka.PolicyViolation, kafka.UnsupportedForMessageFormat,
	kafka.TransactionalIDAuthorizationFailed, kafka.InvalidTransactionTimeout, kafka.SASLAuthenticationFailed, kafka.UnsupportedCompressionType,
}

// isFatal tells whether err stays however often one tries. Everything else is
// taken to pass: brokers restart, leaders move, networks heal, topics get made.
func isFatal(err error) bool {
	if code, ok := errors.AsType[kafka.Error](err); ok {
		return slices.Contains(fatal, code)
	}
	return errors.Is(err, errOutOfRange) || isTLSFailure(err) || mentions(err, "SASL Authentication failed", "broker appears to be expecting TLS")
}

// isTLSFailure tells whether the two sides cannot agree on a secure connection.
func isTLSFailure(err error) bool {
	var (
		verification *tls.CertificateVerificationError
		record       tls.RecordHeaderError
		alert        tls.AlertError
		authority    x509.UnknownAuthorityError
		host         x509.HostnameError
		invalid      x509.CertificateInvalidError
	)
	return errors.As(err, &verification) || errors.As(err, &record) || errors.As(err, &alert) ||
		errors.As(err, &authority) || errors.As(err, &host) || errors.As(err, &invalid) ||
		mentions(err, "remote error: tls:", "TLS client certificate:")
}

func mentions(err error, phrases ...string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(err.Error(), p) })
}

// isRefusal tells whether a broker will never take these records. Others may be fine.
func isRefusal(code kafka.Error) bool {
	switch code {
	case kafka.MessageSizeTooLarge, kafka.RecordListTooLarge, kafka.InvalidRecord, kafka.InvalidTimestamp:
		return true
	}
	return false
}

// isSequenceLost tells whether a broker no longer knows where the producer is, so
// that it must begin anew as another producer.
func isSequenceLost(code kafka.Error) bool {
	switch code {
	case kafka.OutOfOrderSequenceNumber, kafka.UnknownProducerId, kafka.InvalidProducerEpoch, kafka.InvalidProducerIDMapping:
		return true
	}
	return false
}

// transactionAbortable is an error that kafka-go does not know (KIP-890).
const transactionAbortable kafka.Error = 120

// isAborting tells whether a transaction is void after err: another producer has
// its id, it took longer than its timeout, or a broker no longer knows where it is.
func isAborting(err error) bool {
	var code kafka.Error
	if !errors.As(err, &code) {
		return false
	}
	switch code {
	case kafka.ProducerFenced, kafka.InvalidTransactionState, transactionAbortable, kafka.TransactionalIDNotFound:
		return true
	}
	return isSequenceLost(code)
}

// isMembershipLost tells whether the coordinator no longer takes this member's
// commits: the group has dealt out its partitions anew, or is about to.
func isMembershipLost(err error) bool {
	var code kafka.Error
	if !errors.As(err, &code) {
		return false
	}
	switch code {
	case kafka.IllegalGeneration, kafka.UnknownMemberId, kafka.RebalanceInProgress, kafka.FencedInstanceID:
		return true
	}
	return false
}

// missingACL tells which permission a broker misses.
var missingACL = map[kafka.Error]string{
	kafka.TopicAuthorizationFailed:           "Read on the topics that it reads, Write on those that it writes",
	kafka.GroupAuthorizationFailed:           "Read on its consumer group",
	kafka.TransactionalIDAuthorizationFailed: "Write on its transactional ids, which begin with the consumer group's name",
	kafka.ClusterAuthorizationFailed:         "Write on the topics that it writes, or IdempotentWrite on the cluster",
}

// explain turns an error into one line that says what to do, where that is known.
func (c Cluster) explain(err error) error {
	hint := ""
	var code kafka.Error
	switch {
	case errors.As(err, &code) && code == kafka.SASLAuthenticationFailed, mentions(err, "SASL Authentication failed"):
		hint = "the brokers refused the user name or password (SASL " + c.Security.SASLMechanism + ")"
	case code == kafka.UnsupportedSASLMechanism:
		hint = "the brokers do not offer SASL " + c.Security.SASLMechanism
	case missingACL[code] != "":
		hint = "this user needs a permission (ACL): " + missingACL[code]
	case mentions(err, "broker appears to be expecting TLS"):
		hint = "the brokers expect TLS"
	case isTLSFailure(err):
		hint = "no TLS connection: check the certificates, and that this port speaks TLS"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		hint = "the broker closed the connection: check that it expects " + c.Security.String() + ", and these credentials"
	case errors.Is(err, context.DeadlineExceeded):
		hint = "no answer in time: check host and port, and that it expects " + c.Security.String()
	}
	if hint == "" {
		return fmt.Errorf("kafka %s: %w", c, err)
	}
	return fmt.Errorf("kafka %s: %s: %w", c, hint, err)
}
