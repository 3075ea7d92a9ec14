console.error('no such library: libfancy');
process.exit(7);
