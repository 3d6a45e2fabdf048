package activemq

import (
	"bufio"
	"context"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-stomp/stomp/v3/frame"

	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// fakeActiveMQ speaks STOMP 1.2 as ActiveMQ does, over the broker inside the process: what a client did not acknowledge
// goes back to the queue, a NACK goes to the dead letter queue.
type fakeActiveMQ struct {
	t        *testing.T
	address  string
	password string // clients need it unless it is empty
	beat     string // heart-beat header of CONNECTED
	mute     bool   // answers CONNECT and nothing more
	refuse   string // answers a SEND to this destination with ERROR
	full     bool   // sends an ERROR right behind CONNECTED

	broker *broker.Broker

	mu      sync.Mutex
	l       net.Listener
	conns   map[net.Conn]bool
	frames  []*frame.Frame // all that came
	serving sync.WaitGroup
}

func startFake(t *testing.T, change func(*fakeActiveMQ)) *fakeActiveMQ {
	t.Helper()
	f := &fakeActiveMQ{t: t, address: "127.0.0.1:0", beat: "0,0", broker: broker.New(time.Now), conns: map[net.Conn]bool{}}
	if change != nil {
		change(f)
	}
	f.start()
	t.Cleanup(func() {
		f.stop()
		_ = f.broker.Close()
	})
	return f
}

func (f *fakeActiveMQ) url() string { return "stomp://" + f.address }

func (f *fakeActiveMQ) start() {
	f.t.Helper()
	l, err := net.Listen("tcp", f.address)
	if err != nil {
		f.t.Fatal(err)
	}
	f.address, f.l = l.Addr().String(), l
	f.serving.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			f.mu.Lock()
			f.conns[c] = true
			f.mu.Unlock()
			f.serving.Go(func() { f.serve(c) })
		}
	})
}

// stop is the end of the broker's process; what is on the queues stays.
func (f *fakeActiveMQ) stop() {
	_ = f.l.Close()
	f.drop()
	f.serving.Wait()
}

// drop cuts all connections.
func (f *fakeActiveMQ) drop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for c := range f.conns {
		_ = c.Close()
	}
}

// count answers how many frames of a command came.
func (f *fakeActiveMQ) count(command string) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, received := range f.frames {
		if received.Command == command {
			n++
		}
	}
	return n
}

func (f *fakeActiveMQ) serve(c net.Conn) {
	s := &fakeSession{fake: f, conn: c, out: frame.NewWriter(c), unsettled: map[string]*broker.Delivery{}}
	defer s.close()
	s.reader = bufio.NewReader(c)
	if !s.logIn() {
		return
	}
	in := frame.NewReader(s.reader)
	for {
		received, err := in.Read()
		if err != nil {
			return
		}
		if received == nil {
			f.mu.Lock()
			f.frames = append(f.frames, frame.New("heart-beat"))
			f.mu.Unlock()
			continue
		}
		f.mu.Lock()
		f.frames = append(f.frames, received)
		f.mu.Unlock()
		if f.mute {
			continue
		}
		if !s.handle(received) {
			return
		}
	}
}

type fakeSession struct {
	fake      *fakeActiveMQ
	conn      net.Conn
	reader    *bufio.Reader
	consumers []*broker.Consumer
	sending   sync.WaitGroup

	mu        sync.Mutex
	out       *frame.Writer
	unsettled map[string]*broker.Delivery
}

// logIn reads the CONNECT frame by hand: nothing is escaped in it.
func (s *fakeSession) logIn() bool {
	text, err := s.reader.ReadString(0)
	if err != nil {
		return false
	}
	if s.fake.password != "" && !strings.Contains(text, "\npasscode:"+s.fake.password+"\n") {
		s.write(frame.New(frame.ERROR, frame.Message, "User name [cat] or password is invalid."))
		return false
	}
	s.write(frame.New(frame.CONNECTED, frame.Version, "1.2", frame.HeartBeat, s.fake.beat))
	if s.fake.full {
		s.write(frame.New(frame.ERROR, frame.Message, "too many connections"))
	}
	return !s.fake.full
}

func (s *fakeSession) write(f *frame.Frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.out.Write(f) // the reader sees a connection that is gone
}

func (s *fakeSession) handle(f *frame.Frame) bool {
	switch f.Command {
	case frame.SEND:
		if f.Header.Get(frame.Destination) == s.fake.refuse {
			s.write(frame.New(frame.ERROR, frame.ReceiptId, f.Header.Get(frame.Receipt), frame.Message, "User cat is not authorized"))
			return true
		}
		m := &broker.Message{Destination: fromWirePath(f.Header.Get(frame.Destination)), Body: f}
		if err := s.fake.broker.Send(context.Background(), m); err != nil {
			return false
		}
	case frame.SUBSCRIBE:
		if f.Header.Get("selector") == "bad" {
			if f.Header.Get(frame.Receipt) == "" { // as ActiveMQ does
				return true
			}
			s.write(frame.New(frame.ERROR, frame.ReceiptId, f.Header.Get(frame.Receipt), frame.Message, "bad selector"))
			return true
		}
		c, err := s.fake.broker.Subscribe(fromWirePath(f.Header.Get(frame.Destination)), broker.Policy{Prefetch: 5})
		if err != nil {
			return false
		}
		s.consumers = append(s.consumers, c)
		s.sending.Go(func() { s.deliver(f.Header.Get(frame.Id), c) })
	case frame.ACK, frame.NACK:
		s.mu.Lock()
		d := s.unsettled[f.Header.Get(frame.Id)]
		s.mu.Unlock()
		if f.Command == frame.ACK {
			d.Ack()
		} else {
			d.Nack(context.Canceled) // no redelivery: MaximumRedeliveries is 0
		}
	}
	if id := f.Header.Get(frame.Receipt); id != "" {
		s.write(frame.New(frame.RECEIPT, frame.ReceiptId, id))
	}
	return f.Command != frame.DISCONNECT
}

func (s *fakeSession) deliver(subscription string, c *broker.Consumer) {
	for {
		d, err := c.Receive(context.Background())
		if err != nil {
			return
		}
		sent := d.Body.(*frame.Frame)
		f := frame.New(frame.MESSAGE, frame.MessageId, d.ID, frame.Subscription, subscription, frame.Ack, d.ID)
		for i := range sent.Header.Len() {
			if name, value := sent.Header.GetAt(i); name != frame.Receipt {
				f.Header.Add(name, value)
			}
		}
		f.Body = sent.Body
		s.mu.Lock()
		s.unsettled[d.ID] = d
		s.mu.Unlock()
		s.write(f)
	}
}

func (s *fakeSession) close() {
	_ = s.conn.Close()
	for _, c := range s.consumers {
		c.Close()
	}
	s.sending.Wait()
	s.fake.mu.Lock()
	defer s.fake.mu.Unlock()
	delete(s.fake.conns, s.conn)
}
