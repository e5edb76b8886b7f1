// The header is all there is here: Sources/GongbaoC defines what it declares.
#include "gongbao.h"
