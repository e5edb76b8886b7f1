import ArgumentParser
import Crypto
import Gongbao
print(UnicodeLibrary.version)
