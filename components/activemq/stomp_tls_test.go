package activemq

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestStompOverTLS(t *testing.T) {
	fake := startFake(t, nil)
	certificate := httptest.NewTLSServer(nil) // a certificate for 127.0.0.1
	defer certificate.Close()
	url := "stomp+ssl://" + tlsProxy(t, certificate.TLS.Certificates, fake.address)

	e := newEndpoint(t, overBroker(t, url), "activemq:cats")
	_, err := e.Producer()
	if !errors.Is(err, components.ErrConnection) || !strings.Contains(err.Error(), "certificate signed by unknown authority") {
		t.Errorf("got %v", err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(certificate.Certificate())
	e.protocol.(*stompProtocol).tls.RootCAs = roots
	sendTo(t, newProducer(t, e), "Tom")
	newRoute(t, e).expect("Tom")
}

// tlsProxy answers the address of a TLS listener in front of another.
func tlsProxy(t *testing.T, certificates []tls.Certificate, behind string) string {
	t.Helper()
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: certificates})
	if err != nil {
		t.Fatal(err)
	}
	var serving sync.WaitGroup
	t.Cleanup(func() {
		_ = l.Close()
		serving.Wait()
	})
	serving.Go(func() {
		for {
			front, err := l.Accept()
			if err != nil {
				return
			}
			back, err := net.Dial("tcp", behind)
			if err != nil {
				t.Error(err)
				return
			}
			for _, pair := range [][2]net.Conn{{front, back}, {back, front}} {
				serving.Go(func() {
					_, _ = io.Copy(pair[0], pair[1]) // ends with either connection
					_ = pair[0].Close()
					_ = pair[1].Close()
				})
			}
		}
	})
	return l.Addr().String()
}
