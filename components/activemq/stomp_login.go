package activemq

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-stomp/stomp/v3/frame"
)

// go-stomp's own login escapes what is not escaped in a CONNECT frame, such as the colon of a password, and takes the
// broker's heart-beats for other than they are. So the link logs in, and gives go-stomp a CONNECTED frame of its own.

// maxLogin is the most that a broker may send before the login is done, in bytes.
const maxLogin = 64 << 10

// logIn sends the CONNECT frame and reads the answer. The heart-beats are those that the frame offers and asks for.
func (l *link) logIn(connect []byte, out, in time.Duration) (err error) {
	if _, err := l.Conn.Write(connect); err != nil {
		return err
	}
	// frame.NewReader takes a bufio.Reader for its own: what comes behind the frame stays in l.input.
	var answer *frame.Frame
	for reader := frame.NewReader(l.input); answer == nil; { // nil: a heart-beat
		if answer, err = reader.Read(); err != nil {
			return notStomp(err)
		}
	}
	switch answer.Command {
	case frame.CONNECTED:
	case frame.ERROR:
		return errors.New(answer.Header.Get(frame.Message))
	default:
		return fmt.Errorf("it answered %s to CONNECT", answer.Command)
	}
	version := answer.Header.Get(frame.Version)
	if version != "1.1" && version != "1.2" {
		return errors.New("it does not speak STOMP 1.1 or 1.2")
	}
	var sends time.Duration
	if text, ok := answer.Header.Contains(frame.HeartBeat); ok {
		if sends, _, err = frame.ParseHeartBeat(text); err != nil {
			return err
		}
	}
	if sends > 0 {
		l.silence = 2 * max(sends, in)
	}
	// A broker that wants no heart-beats skips the line ends. They come in half the time that was offered, and go-stomp
	// waits so long for a receipt.
	l.connected = fmt.Appendf(nil, "CONNECTED\nversion:%s\nheart-beat:0,%d\n\n\x00", version, (out / 2).Milliseconds())
	l.loggingIn = false
	return nil
}

func notStomp(err error) error {
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("it closed the connection")
	case errors.Is(err, frame.ErrInvalidCommand), errors.Is(err, frame.ErrInvalidFrameFormat):
		return errors.New("it does not speak STOMP")
	}
	return err
}

func (p *stompProtocol) connectFrame() []byte {
	host := p.url.host[:strings.LastIndexByte(p.url.host, ':')]
	b := fmt.Appendf(nil, "CONNECT\naccept-version:1.1,1.2\nhost:%s\nheart-beat:%d,%d\n", host, p.beatOut.Milliseconds(), p.beatIn.Milliseconds())
	if p.opts.Username != "" || p.opts.Password != "" {
		b = fmt.Appendf(b, "login:%s\npasscode:%s\n", p.opts.Username, p.opts.Password)
	}
	return append(b, "\n\x00"...)
}
