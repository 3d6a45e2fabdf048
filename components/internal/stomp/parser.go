package stomp

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Limits bound what a peer can make a [Parser] hold. They are checked before anything is kept.
type Limits struct {
	// Frame is the most octets of a frame: command, headers and body together.
	Frame int
	// Headers is the most header lines of a frame.
	Headers int
	// HeaderLine is the most octets of a header line.
	HeaderLine int
}

// ProtocolError is a mistake of the peer's. It ends the connection; Msg is fit for the message header of an ERROR frame.
type ProtocolError struct {
	Msg string
	// TooLarge is set where a limit was exceeded.
	TooLarge bool
	// Receipt is the receipt that the frame asked for, where that was read before the mistake.
	Receipt string
}

func (e *ProtocolError) Error() string { return e.Msg }

// Parser reads a stream of frames that comes in pieces of any size. It starts in the state before the negotiation, where
// either line end is taken and nothing is unescaped; once a version is agreed on, tell it by [Parser.SetVersion].
// It is not safe for concurrent use.
type Parser struct {
	version Version
	limits  Limits
	state   state
	frame   *Frame
	line    []byte // a line that began in earlier pieces
	size    int    // octets of the frame so far
	missing int    // octets of the body still to come
	beats   uint64
	err     error
}

type state uint8

const (
	betweenFrames state = iota
	inCommand
	inHeaders
	inCountedBody // content-length says where it ends
	inOpenBody    // it ends at the first NUL
	atNUL         // a counted body is read, NUL must follow
)

// maxCommandLine is beyond the longest command, so that garbage is seen for what it is after a few octets.
const maxCommandLine = 16

// NewParser makes a parser for one connection.
func NewParser(limits Limits) *Parser { return &Parser{limits: limits} }

// SetVersion sets the version that the frames to come are in.
func (p *Parser) SetVersion(v Version) { p.version = v }

// SetLimits replaces the limits for the frames to come.
func (p *Parser) SetLimits(l Limits) { p.limits = l }

// Beats counts the line ends between frames so far: heart-beats, mostly.
func (p *Parser) Beats() uint64 { return p.beats }

// Partial tells whether a frame has begun and not ended.
func (p *Parser) Partial() bool { return p.state != betweenFrames }

// Next reads data up to the end of the next frame. It answers the frame and what of data is left behind it; or nil when
// data is used up before a frame ends, to be called again with the next piece. Nothing of data is kept. What is
// wrong is a [*ProtocolError]; the parser stays in error then.
func (p *Parser) Next(data []byte) (frame *Frame, rest []byte, err error) {
	if p.err != nil {
		return nil, nil, p.err
	}
	frame, rest, err = p.next(data)
	if e, ok := errors.AsType[*ProtocolError](err); ok {
		if p.frame != nil {
			e.Receipt = p.frame.Headers.Value("receipt")
		}
		p.err, p.frame, p.line = err, nil, nil
		return nil, nil, err
	}
	return frame, rest, nil
}

func (p *Parser) next(data []byte) (*Frame, []byte, error) {
	for len(data) > 0 {
		var err error
		switch p.state {
		case betweenFrames:
			data = p.skipLineEnds(data)
		case inCommand, inHeaders:
			data, err = p.readLine(data)
		case inCountedBody:
			data = p.readCounted(data)
		case inOpenBody:
			data, err = p.readOpen(data)
		case atNUL:
			if data[0] != 0 {
				err = &ProtocolError{Msg: "no NUL where content-length says that the body ends"}
			}
		}
		if err != nil {
			return nil, nil, err
		}
		if p.state == atNUL && len(data) > 0 && data[0] == 0 {
			f := p.frame
			p.state, p.frame, p.line = betweenFrames, nil, nil
			return f, data[1:], nil
		}
	}
	return nil, nil, nil
}

// skipLineEnds passes over what may stand between frames and starts the next one.
func (p *Parser) skipLineEnds(data []byte) []byte {
	for i, c := range data {
		switch c {
		case '\n':
			p.beats++
		case '\r':
		default:
			p.state, p.frame, p.size, p.missing = inCommand, &Frame{}, 0, -1
			return data[i:]
		}
	}
	return nil
}

// readLine takes the command or a header line off data, once it is whole.
func (p *Parser) readLine(data []byte) ([]byte, error) {
	end := bytes.IndexByte(data, '\n')
	part := data
	if end >= 0 {
		part = data[:end]
	}
	longest := p.limits.HeaderLine
	if p.state == inCommand {
		longest = maxCommandLine
	}
	if len(p.line)+len(part) > longest {
		if p.state == inCommand {
			return nil, unknownCommand(append(p.line, part[:min(len(part), longest)]...))
		}
		return nil, tooLarge("a header line has more than %d octets", longest)
	}
	if err := p.grow(len(part) + 1); err != nil {
		return nil, err
	}
	if bytes.IndexByte(part, 0) >= 0 {
		return nil, &ProtocolError{Msg: "NUL before the blank line that ends the headers"}
	}
	if end < 0 {
		p.size-- // the line end is counted when it comes
		p.line = append(p.line, part...)
		return nil, nil
	}
	line := part
	if len(p.line) > 0 {
		line = append(p.line, part...)
		p.line = line[:0]
	}
	if p.version == 0 || p.version >= V12 {
		line = bytes.TrimSuffix(line, []byte{'\r'})
	}
	var err error
	switch {
	case p.state == inCommand:
		err = p.command(line)
	case len(line) > 0:
		err = p.header(line)
	default:
		err = p.body()
	}
	return data[end+1:], err
}

// grow counts n more octets of the frame.
func (p *Parser) grow(n int) error {
	if n > p.limits.Frame-p.size {
		return tooLarge("the frame has more than %d octets", p.limits.Frame)
	}
	p.size += n
	return nil
}

func (p *Parser) command(line []byte) error {
	c, ok := knownCommand(line)
	if !ok {
		return unknownCommand(line)
	}
	p.frame.Command, p.state = c, inHeaders
	return nil
}

func (p *Parser) header(line []byte) error {
	v := p.version
	if isPlain(p.frame.Command) {
		v = 0
	}
	colon := bytes.IndexByte(line, ':')
	switch {
	case len(p.frame.Headers) >= p.limits.Headers:
		return tooLarge("the frame has more than %d headers", p.limits.Headers)
	case colon < 0:
		return &ProtocolError{Msg: "a header line has no colon"} // it may be a secret: do not quote it
	case !utf8.Valid(line):
		return &ProtocolError{Msg: "a header is not valid UTF-8"}
	case p.version >= V12 && bytes.IndexByte(line, '\r') >= 0:
		return &ProtocolError{Msg: "a carriage return within a header line"}
	}
	rawName, rawValue := line[:colon], line[colon+1:]
	if v == V10 { // 1.0's own examples pad their values
		rawName, rawValue = bytes.TrimSpace(rawName), bytes.TrimSpace(rawValue)
	}
	if len(rawName) == 0 {
		return &ProtocolError{Msg: "a header has no name"}
	}
	name, err := unescape(rawName, v)
	if err != nil {
		return err
	}
	value, err := unescape(rawValue, v)
	if err != nil {
		return err
	}
	p.frame.Headers = append(p.frame.Headers, Header{name, value})
	return nil
}

// body decides, behind the blank line, how the body is read.
func (p *Parser) body() error {
	p.line = nil
	text, counted := p.frame.Headers.Get("content-length")
	if !counted {
		p.state = inOpenBody
		return nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	switch {
	case errors.Is(err, strconv.ErrRange) || err == nil && n > uint64(p.limits.Frame-p.size):
		return tooLarge("content-length makes the frame larger than %d octets", p.limits.Frame)
	case err != nil:
		return &ProtocolError{Msg: "content-length is not a number of octets"}
	case n > 0 && !mayHaveBody(p.frame.Command):
		return p.noBody()
	}
	p.missing = int(n)
	if p.state = inCountedBody; n == 0 {
		p.state = atNUL
	}
	return nil
}

// readCounted takes what is there of a counted body. Room is made as octets come, not as they are announced.
func (p *Parser) readCounted(data []byte) []byte {
	n := min(p.missing, len(data))
	p.frame.Body = append(p.frame.Body, data[:n]...)
	p.size += n
	if p.missing -= n; p.missing == 0 {
		p.state = atNUL
	}
	return data[n:]
}

func (p *Parser) readOpen(data []byte) ([]byte, error) {
	n := bytes.IndexByte(data, 0)
	if n < 0 {
		n = len(data)
	} else {
		p.state = atNUL
	}
	if n > 0 && !mayHaveBody(p.frame.Command) {
		return nil, p.noBody()
	}
	if err := p.grow(n); err != nil {
		return nil, err
	}
	p.frame.Body = append(p.frame.Body, data[:n]...)
	return data[n:], nil
}

func (p *Parser) noBody() error {
	return &ProtocolError{Msg: "a " + p.frame.Command + " frame must not have a body"}
}

func tooLarge(format string, limit int) error {
	return &ProtocolError{Msg: fmt.Sprintf(format, limit), TooLarge: true}
}

func unknownCommand(text []byte) error {
	return &ProtocolError{Msg: fmt.Sprintf("unknown command \"%s\"", printable(text))}
}
