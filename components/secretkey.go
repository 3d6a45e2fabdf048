package components

import (
	"fmt"
	"reflect"
)

// SecretKey is an object of javax.crypto.spec.SecretKeySpec, as beans and scripts make it.
type SecretKey struct {
	Data      []byte
	Algorithm string // that it is for, such as AES
}

// JavaClass is its class in Camel.
func (*SecretKey) JavaClass() string { return "javax.crypto.spec.SecretKeySpec" }

// String does not show the key.
func (k *SecretKey) String() string { return JavaObject(k.JavaClass(), k) }

// CipherParameters is an object of javax.crypto.spec.IvParameterSpec or GCMParameterSpec.
type CipherParameters struct {
	Vector []byte
	Tag    int // length of the tag in bytes, 0 for IvParameterSpec
}

// JavaClass is its class in Camel.
func (p *CipherParameters) JavaClass() string {
	if p.Tag == 0 {
		return "javax.crypto.spec.IvParameterSpec"
	}
	return "javax.crypto.spec.GCMParameterSpec"
}

// String does not show the vector.
func (p *CipherParameters) String() string { return JavaObject(p.JavaClass(), p) }

// JavaObject is the text that Java gives an object which has none of its own: its class and a number.
func JavaObject(class string, pointer any) string {
	return fmt.Sprintf("%s@%08x", class, uint32(reflect.ValueOf(pointer).Pointer()))
}
