package article

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonReader walks one JSON value with a decoder that is used again and again.
// Its first error stays in err and ends every loop, so that callers check once.
// It never recurses: nesting costs no stack and is bounded by maxDepth.
type jsonReader struct {
	data     []byte
	maxDepth int
	err      error

	decoder jsontext.Decoder
	source  bytes.Buffer
	scratch []byte
}

var errTooDeep = errors.New("nested too deeply")

// jsonOptions make the reader lenient where wires are sloppy and nothing is lost:
// of members of one name the first good one counts, and half a surrogate pair in
// an escape reads as U+FFFD. (Raw bytes have been checked to be UTF-8 before.)
var jsonOptions = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

func (r *jsonReader) reset(data []byte, maxDepth int) {
	r.data, r.maxDepth, r.err = data, maxDepth, nil
	r.source = *bytes.NewBuffer(data)
	r.decoder.Reset(&r.source, jsonOptions...)
}

// release lets go of the data.
func (r *jsonReader) release() {
	r.reset(nil, 0)
}

// token reads the next token and reports whether it could.
func (r *jsonReader) token() bool {
	if r.err != nil {
		return false
	}
	_, err := r.decoder.ReadToken()
	if err == nil && r.decoder.StackDepth() > r.maxDepth {
		err = errTooDeep
	}
	r.err = err
	return err == nil
}

// enter opens the next value if it is an object ('{') or array ('[') as asked;
// another value is skipped.
func (r *jsonReader) enter(kind jsontext.Kind) bool {
	if r.err == nil && r.decoder.PeekKind() != kind {
		r.skip()
		return false
	}
	return r.token()
}

// more reports whether the object or array that was entered has another member
// or element; where it has none, it is closed.
func (r *jsonReader) more() bool {
	if r.err != nil {
		return false
	}
	switch r.decoder.PeekKind() {
	case '}', ']', 0: // 0: the token carries the error
		r.token()
		return false
	}
	return true
}

// name reads the name of the next member. It is valid until the next call.
func (r *jsonReader) name() []byte {
	raw := r.scalar()
	if len(raw) < 2 {
		return nil
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	r.scratch = appendScalar(r.scratch[:0], raw)
	return r.scratch
}

// scalar reads the next value if it is a string or a number and returns its JSON
// bytes, a part of data; another value is skipped and gives nil.
func (r *jsonReader) scalar() []byte {
	if r.err != nil {
		return nil
	}
	if kind := r.decoder.PeekKind(); kind != '"' && kind != '0' {
		r.skip()
		return nil
	}
	var value jsontext.Value
	if value, r.err = r.decoder.ReadValue(); r.err != nil {
		return nil
	}
	end := int(r.decoder.InputOffset())
	return r.data[end-len(value) : end]
}

// skip reads over the next value, however it is nested.
func (r *jsonReader) skip() {
	depth := r.decoder.StackDepth()
	for {
		if !r.token() || r.decoder.StackDepth() <= depth {
			return
		}
	}
}

// end reports in err anything but white space behind the value.
func (r *jsonReader) end() {
	if r.err != nil {
		return
	}
	switch _, err := r.decoder.ReadToken(); {
	case err == nil:
		r.err = errors.New("more than one value")
	case !errors.Is(err, io.EOF):
		r.err = err
	}
}

// failure returns err as a DecodeError.
func (r *jsonReader) failure() error {
	var syntax *jsontext.SyntacticError
	switch {
	case errors.Is(r.err, errTooDeep):
		return fail(FormatJSON, ReasonTooDeep, "byte %d: more than %d levels", r.decoder.InputOffset(), r.maxDepth)
	case errors.As(r.err, &syntax): // without its pointer, which may be long
		return fail(FormatJSON, ReasonMalformed, "byte %d: %w", syntax.ByteOffset, syntax.Err)
	default:
		return fail(FormatJSON, ReasonMalformed, "byte %d: %w", r.decoder.InputOffset(), r.err)
	}
}

// appendScalar appends the text of a JSON string or number to dst.
func appendScalar(dst, raw []byte) []byte {
	if len(raw) == 0 || raw[0] != '"' {
		return append(dst, raw...)
	}
	start := len(dst)
	for rest := raw[1 : len(raw)-1]; ; {
		i := bytes.IndexByte(rest, '\\')
		if i < 0 {
			return append(dst, rest...)
		}
		c := shortEscapes[rest[i+1]]
		if c == 0 {
			break
		}
		dst, rest = append(append(dst, rest[:i]...), c), rest[i+2:]
	}
	// The reader has checked the string; the only error left is half a surrogate
	// pair, which has been replaced.
	dst, _ = jsontext.AppendUnquote(dst[:start], raw)
	return dst
}

// shortEscapes are the escapes of one letter. Strings that have no others, which
// most bodies are, need no second look at every rune.
var shortEscapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
