package pg

import "syscall"

// dieWithParent makes the kernel stop the server (fast shutdown) should the
// stack be killed without a chance to do so.
func dieWithParent(attributes *syscall.SysProcAttr) { attributes.Pdeathsig = syscall.SIGINT }
