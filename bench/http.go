package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// connections is how many requests are under way at once.
const connections = 32

// httpRequests sends as many requests as are answered, for a while that warms up and for one that counts. The client
// shares the machine with the server: it does as little as it can.
func httpRequests(b *bench) error {
	if err := requests(b, "http"); err != nil {
		return err
	}
	bare, err := bareServer()
	if err != nil {
		return err
	}
	return requests(&bench{dir: b.dir, contenders: []contender{b.contenders[0], bare}}, "http, bare")
}

func requests(b *bench, title string) error {
	rate := newFigure(b, "requests, warm", perSecond, true)
	cpu := newFigure(b, "CPU for a million, warm", seconds, false)
	memory := newFigure(b, "peak memory", mib, false)
	for range *runs {
		for i, c := range b.contenders {
			warm, end, n, err := serve(b, c)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			rate.add(i, float64(n)/(end.wall-warm.wall).Seconds())
			cpu.add(i, (end.cpu-warm.cpu).Seconds()/float64(n)*million)
			memory.add(i, float64(end.peak))
		}
	}
	printTable(b, fmt.Sprintf("%s, %d connections", title, connections), rate, cpu, memory)
	return nil
}

func serve(b *bench, c contender) (warm, end usage, n int64, err error) {
	address, err := freeAddress()
	if err != nil {
		return
	}
	_, port, _ := net.SplitHostPort(address)
	p, err := launch(b.dir, c.command(route("http.yaml"), c.port(port)...)...)
	if err != nil {
		return
	}
	defer p.stop()
	if err = p.await("started in"); err != nil {
		return
	}
	p.drop()
	if err = awaitServer("http://" + address + "/greet?name=Tom"); err != nil {
		return
	}
	var answered atomic.Int64
	var failed atomic.Pointer[error]
	var clients sync.WaitGroup
	defer clients.Wait()
	over := time.Now().Add(2 * *load)
	for range connections {
		clients.Go(func() {
			if err := request(address, over, &answered); err != nil {
				failed.Store(&err)
			}
		})
	}
	time.Sleep(*load)
	if warm, err = p.usage(); err != nil {
		return
	}
	before := answered.Load()
	time.Sleep(time.Until(over))
	n = answered.Load() - before
	if end, err = p.usage(); err != nil {
		return
	}
	clients.Wait()
	if f := failed.Load(); f != nil {
		err = *f
	}
	return
}

// request sends one request after the other over one connection.
func request(address string, over time.Time, answered *atomic.Int64) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(over.Add(patience)); err != nil {
		return err
	}
	r := bufio.NewReader(conn)
	asked := []byte("GET /greet?name=Tom HTTP/1.1\r\nHost: " + address + "\r\n\r\n")
	for time.Now().Before(over) {
		if _, err := conn.Write(asked); err != nil {
			return err
		}
		if err := readAnswer(r); err != nil {
			return err
		}
		answered.Add(1)
	}
	return nil
}

var ok, chunked, length, greeting = []byte("HTTP/1.1 200"), []byte("transfer-encoding: chunked"), []byte("content-length: 9"), []byte("Hello Tom")

// readAnswer reads the one answer that is right: it looks at no more than it has to.
func readAnswer(r *bufio.Reader) error {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(line, ok) {
		return fmt.Errorf("the answer was %q", line)
	}
	inChunks, sized := false, false
	for len(line) > 2 {
		if line, err = r.ReadSlice('\n'); err != nil {
			return err
		}
		inChunks = inChunks || len(line) == len(chunked)+2 && bytes.EqualFold(line[:len(chunked)], chunked)
		sized = sized || len(line) == len(length)+2 && bytes.EqualFold(line[:len(length)], length)
	}
	frame := "Hello Tom"
	if inChunks {
		frame = "9\r\nHello Tom\r\n0\r\n\r\n"
	} else if !sized {
		return fmt.Errorf("the answer says no length")
	}
	body, err := r.Peek(len(frame))
	if err != nil {
		return err
	}
	if !bytes.Contains(body, greeting) {
		return fmt.Errorf("the answer was %q", body)
	}
	_, err = r.Discard(len(frame))
	return err
}

// awaitServer asks until a server gives the right answer.
func awaitServer(url string) error {
	var err error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		var response *http.Response
		if response, err = http.Get(url); err != nil { //nolint:gosec,noctx // an address of our own
			continue
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if strings.TrimSpace(string(body)) == string(greeting) {
			return nil
		}
		err = fmt.Errorf("the answer was %s %q", response.Status, body)
	}
	return err
}

// freeAddress is one that nobody listens at.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
